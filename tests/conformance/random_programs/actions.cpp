// The statements that await nothing.
#include <algorithm>
#include <array>

#include "tests/conformance/random_programs/program.hpp"

namespace coroscope::conformance {

namespace {

constexpr std::array<std::string_view, 9> awaiting{
    "await", "wait", "as_completed", "timeout", "task_group", "try", "repeat", "return", "hold"};

void cancel_all() {
    std::vector<Ref<FutureBase>> tasks;
    for (TaskBase* task : all_tasks()) {
        tasks.emplace_back(&task->future());
    }
    for (const auto& task : tasks) {
        task->cancel({}, Place::current());
    }
}

[[noreturn]] void raise(const std::string& type) {
    if (type == "ValueError") {
        throw ValueError{"boom"};
    }
    if (type == "KeyboardInterrupt") {
        throw KeyboardInterrupt{};
    }
    if (type == "SystemExit") {
        throw SystemExit{};
    }
    throw CancelledError{};
}

std::optional<std::string> message_of(const Json& statement) {
    return statement.contains("message") ? std::optional<std::string>{statement["message"]}
                                         : std::nullopt;
}

}  // namespace

void Watchdog::operator()() const {
    cancel_all();
    if (left > 0) {
        get_running_loop().call_later(std::chrono::seconds{20}, Watchdog{left - 1});
    }
}

bool Program::is_plain(const Json& statement) {
    return std::ranges::find(awaiting, statement["do"].get<std::string>()) == awaiting.end();
}

void Program::act(const Json& statement) {
    const std::string what = statement["do"];
    if (what == "print") {
        print(statement["text"].get<std::string>());
    } else if (what == "spawn") {
        spawn(statement);
    } else if (what == "assign") {
        assign(statement);
    } else if (what == "drop") {
        make_awaitable(statement["expr"]);
    } else if (what == "raise") {
        raise(statement["type"]);
    } else if (what == "block_thread") {
        time_sleep(*duration(statement["delay"]));
    } else if (what == "reschedule") {
        const auto delay = duration(statement["delay"]);
        timeouts.at(statement["var"])
            .reschedule(delay ? std::optional{get_running_loop().time() + *delay} : std::nullopt);
    } else if (what == "on_object") {
        act_on_object(statement);
    } else if (act_on_threads(what, statement)) {
        // it was one of those
    } else {
        act_on_loop(what, statement);
    }
}

void Program::act_on_loop(const std::string& what, const Json& statement) {
    if (what == "watchdog") {
        get_running_loop().call_later(std::chrono::seconds{20}, Watchdog{9});
    } else if (what == "future") {
        variables_.insert_or_assign(statement["var"], get_running_loop().create_future<int>());
    } else if (what == "call_soon") {
        const ProgramCallback callback{this, statement["callback"]};
        const auto delay = duration(statement["delay"]);
        Ref<Handle> handle = delay ? Ref<Handle>{get_running_loop().call_later(*delay, callback)}
                                   : get_running_loop().call_soon(callback);
        handles_.insert_or_assign(statement["var"], std::move(handle));
    } else if (what == "cancel_handle") {
        handles_.at(statement["var"])->cancel();
    } else if (what == "stop") {
        get_running_loop().stop();
    } else if (what == "cancel_all") {
        cancel_all();
    } else if (what == "uncancel") {
        print(current_task()->uncancel());
    } else if (what == "cancel" && statement["var"] == "self") {
        print(current_task()->future().cancel(message_of(statement), Place::current()));
    } else {
        act_on_tasks(what, statement);
    }
}

void Program::act_on_tasks(const std::string& what, const Json& statement) {
    const std::string name = statement["var"];
    if (what == "result") {
        print(int_future(name).result());
    } else if (what == "exception") {
        const std::exception_ptr error = int_future(name).exception();
        print(repr_of(error));
    } else if (what == "set_result") {
        if (statement["careful"] && int_future(name).done()) {
            return;
        }
        if (statement["fails"]) {
            int_future(name).set_exception(ValueError{"bad"});
        } else {
            int_future(name).set_result(statement["value"].get<int>());
        }
    } else {
        std::visit(
            [&](const auto& future) {
                if (what == "cancel") {
                    print(future.cancel(message_of(statement)));
                } else if (what == "look") {
                    print(future.done(), future.cancelled());
                } else if (what == "add_done_callback") {
                    future.add_done_callback(ProgramCallback{this, statement["callback"]});
                } else if (what == "remove_done_callback") {
                    print(
                        future.remove_done_callback(ProgramCallback{this, statement["callback"]}));
                } else {
                    throw std::logic_error{"unknown statement " + what};
                }
            },
            Variable{variables_.at(name)});
    }
}

void Program::act_on_object(const Json& statement) {
    const std::string method = statement["method"];
    std::visit(
        [&]<class O>(const O& object) {
            if constexpr (std::is_same_v<O, Event>) {
                method == "set" ? object.set() : object.clear();
            } else if constexpr (std::is_same_v<O, Condition>) {
                method == "notify" ? object.notify(statement["item"].get<std::size_t>())
                                   : object.notify_all();
            } else if constexpr (std::is_same_v<O, Queue<int>>) {
                if (method == "put_nowait") {
                    object.put_nowait(statement["item"]);
                } else if (method == "get_nowait") {
                    print(object.get_nowait());
                } else {
                    object.task_done();
                }
            } else if constexpr (!std::is_same_v<O, Barrier>) {
                object.release();
            }
        },
        object(statement["object"]));
}

void Program::assign(const Json& statement) {
    Awaitable awaitable = make_awaitable(statement["expr"]);
    std::visit(
        [&]<class A>(A& future) {
            if constexpr (!std::is_base_of_v<detail::FrameOwner, A>) {
                variables_.insert_or_assign(statement["var"], std::move(future));
            }
        },
        awaitable);
}

void Program::spawn(const Json& statement) {
    Awaitable awaitable = make_awaitable(statement["expr"]);
    const std::optional<std::string> name =
        statement.contains("name") ? std::optional<std::string>{statement["name"]} : std::nullopt;
    std::visit(
        [&]<class A>(A& coroutine) {
            if constexpr (std::is_base_of_v<detail::FrameOwner, A>) {
                auto task =
                    statement.contains("group")
                        ? groups.at(statement["group"]).create_task(std::move(coroutine), name)
                        : create_task(std::move(coroutine), name);
                variables_.insert_or_assign(statement["var"], std::move(task));
            }
        },
        awaitable);
}

}  // namespace coroscope::conformance
