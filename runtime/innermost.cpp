#include "runtime/innermost.hpp"

#include <array>
#include <unordered_set>

#include "runtime/current.hpp"

namespace coroscope {

using trace::Word;

namespace {

// Why no person may complete a future that was made for that.
Impossible why_not(const FutureBase& future, bool with_none) {
    switch (future.made_by()) {
        case Word::gather:
        case Word::wait:
        case Word::task_group:
            return Impossible::awaits_group;
        case Word::wait_for:
        case Word::shield:
            return Impossible::awaits_one;
        case Word::sleep:
        case Word::future:
        case Word::lock:
        case Word::semaphore:
        case Word::event:
        case Word::condition:
        case Word::queue_item:
        case Word::queue_room:
        case Word::queue_join:
        case Word::barrier:
        case Word::as_completed:
            return with_none && future.carries_value() ? Impossible::awaits_value : Impossible::no;
        default:  // executor, io: of all the words these name a future too
            return Impossible::awaits_others;
    }
}

template <class Error>
std::exception_ptr make(std::string message) {
    return std::make_exception_ptr(Error{std::move(message)});
}

struct Maker {
    std::string_view type;
    std::exception_ptr (*make)(std::string);
};

constexpr std::array makers{
    Maker{"ValueError", make<ValueError>},
    Maker{"TypeError", make<TypeError>},
    Maker{"RuntimeError", make<RuntimeError>},
    Maker{"TimeoutError", make<TimeoutError>},
    Maker{"ConnectionError", make<ConnectionError>},
    Maker{"OSError", make<OSError>},
    Maker{"PermissionError", make<PermissionError>},
    Maker{"ConnectionResetError", make<ConnectionResetError>},
    Maker{"ConnectionRefusedError", make<ConnectionRefusedError>},
    Maker{"BrokenPipeError", make<BrokenPipeError>},
    Maker{"EOFError", make<EOFError>},
};

}  // namespace

Innermost innermost_of(const TaskBase& task, bool with_none) {
    std::unordered_set<const TaskBase*> passed;
    for (const TaskBase* who = &task;;) {
        if (!passed.insert(who).second) {
            return {nullptr, &task, Impossible::awaits_circle};
        }
        FutureBase* awaited = who->awaited();
        if (who->future().done()) {
            return {nullptr, who, Impossible::task_finished};
        }
        if (awaited == nullptr && who == current().task) {
            return {nullptr, who, Impossible::task_running};
        }
        if (awaited == nullptr || awaited->done()) {
            return {nullptr, who,
                    who->has_started() ? Impossible::task_ready : Impossible::task_new};
        }
        if (const TaskBase* next = awaited->as_task()) {
            who = next;
            continue;
        }
        const Impossible why = why_not(*awaited, with_none);
        return {why == Impossible::no ? Ref<FutureBase>{awaited} : nullptr, who, why};
    }
}

std::exception_ptr make_exception(std::string_view text) {
    const auto colon = text.find(": ");
    const std::string_view type = text.substr(0, colon);
    for (const Maker& maker : makers) {
        if (maker.type == type) {
            return maker.make(colon == std::string_view::npos
                                  ? std::string{}
                                  : std::string(text.substr(colon + 2)));
        }
    }
    throw ValueError{"'" + std::string(type) + "' is no exception that can be raised"};
}

std::string reason(Impossible why, const std::string& who) {
    switch (why) {
        case Impossible::no:
            return {};
        case Impossible::no_task:
            return "there is no such task";
        case Impossible::task_gone:
            return "the task is gone";
        case Impossible::task_finished:
            return who + " is finished";
        case Impossible::task_running:
            return who + " is running";
        case Impossible::task_new:
            return who + " has not begun";
        case Impossible::task_ready:
            return who + " is queued and waits for nothing";
        case Impossible::awaits_group:
        case Impossible::awaits_one:
            return who + " awaits a gather, wait or shield, which ends with its parts";
        case Impossible::awaits_circle:
            return who + " awaits tasks that wait in a circle";
        case Impossible::awaits_others:
            return who + " awaits another thread or a connection";
        case Impossible::awaits_value:
            return who + " awaits a value, and None is none";
        case Impossible::loop_closed:
            return "its loop is closed";
        case Impossible::no_more_sleeps:
            return "that sleep has begun already";
        case Impossible::main_thread_end:
        case Impossible::thread_end:
            return "the thread had ended";
        case Impossible::not_repeatable:
            return "on the steady clock events have no numbers; use the virtual clock, or at T";
    }
    return {};
}

}  // namespace coroscope
