#include "runtime/coro.hpp"

#include <unordered_map>

#include "runtime/frameless.hpp"
#include "runtime/program_run.hpp"
#include "runtime/qualified_name.hpp"
#include "runtime/task.hpp"

namespace coroscope::detail {

using trace::Kind;
using trace::When;

namespace {

/// The coroutine's name, made once of the compiler's signature of it, which lives as long as the
/// program.
const std::string& name_in(const char* signature, bool is_ours) {
    thread_local std::unordered_map<const char*, std::string> names;
    const auto [found, is_new] = names.try_emplace(signature);
    if (is_new) {
        found->second = is_ours ? name_in_asyncio(signature) : qualified_name(signature);
    }
    return found->second;
}

/// The number of `work(2)` in the recording; most coroutines have the label of an earlier one.
trace::StringId label_of(const char* signature, bool is_ours, const CreationArguments& arguments,
                         trace::Writer& trace) {
    if (!arguments.are_always_the_same()) {
        if (const trace::LateText late = arguments.late_label(signature); late.write != nullptr) {
            return trace.intern(late);
        }
    }
    const trace::StringId shown =
        arguments.are_always_the_same() ? 0 : trace.intern(arguments.text());
    if (const trace::StringId* known = trace.recent_labels().find(signature, shown)) {
        return *known;
    }
    const trace::StringId label =
        trace.intern(name_in(signature, is_ours) + "(" + arguments.text() + ")");
    trace.recent_labels().keep(signature, shown, label);
    return label;
}

}  // namespace

inline void PromiseBase::set_label(trace::SiteId its_site, trace::StringId its_label) {
    site = its_site;
    label = its_label;
    if (its_site != 0) {
        trace::writer()->emit(Kind::coro_new, {.text = its_label});
    }
}

// Most coroutines have the site and label of an earlier one: for them nobody is called, and no
// register is saved. The runtime's own are shown without arguments, as those of asyncio are.
void PromiseBase::name(Place function) {
    const trace::RecentFunctions::Function* known =
        trace::writer()->recent_functions().find(function.function_name());
    if (known != nullptr && (creation_arguments.are_always_the_same() || known->site == 0)) {
        set_label(known->site, known->label);
    } else {
        name_anew(function);
    }
}

void PromiseBase::name_anew(Place function) {
    trace::Writer& trace = *trace::writer();
    const trace::SiteId its_site = trace.site(function);
    if (its_site == 0) {
        creation_arguments.clear();
    }
    const char* const its_name = function.function_name();
    const trace::StringId its_label = label_of(its_name, its_site == 0, creation_arguments, trace);
    if (creation_arguments.are_always_the_same()) {
        trace.recent_functions().keep({its_name, its_label, its_site});
    }
    set_label(its_site, its_label);
}

PromiseBase* made_frame(PromiseBase& stands_for_it, FrameOwner& owner) {
    return static_cast<FrameToBeMade&>(stands_for_it).make(owner);
}

void PromiseBase::unhandled_exception() {
    coroscope::current().task->throw_in(std::current_exception());
}

void PromiseBase::report_entered(When when) {
    trace::Writer& trace = *trace::writer();
    if (site != 0 && !is_block) {
        coroscope::current().task->site_ = site;
        trace.come_to(site);
        trace.emit(Kind::coro_enter, {.text = label}, when);
    }
}

void PromiseBase::report_exited() noexcept {
    if (site == 0 || is_block) {
        return;
    }
    if (parent == nullptr && leaves_nothing) {
        coroscope::current().exited = label;
        return;
    }
    trace::writer()->emit(Kind::coro_exit, {.text = label});
}

// Most lines were asked for a short while ago: for them nobody is called, and no register is saved.
// In a coroutine of the runtime the program's innermost line is the one that awaits it.
void PromiseBase::note_line(const char* file, std::uint32_t its_line) {
    if (const trace::SiteId* known = trace::writer()->recent_site(file, its_line)) [[likely]] {
        report_line(*known != 0 ? *known : awaited_at);
    } else {
        note_new_line(file, its_line);
    }
}

void PromiseBase::note_new_line(const char* file, std::uint32_t its_line) {
    const trace::SiteId here = trace::writer()->site(file, its_line);
    report_line(here != 0 ? here : awaited_at);
}

void PromiseBase::report_line(trace::SiteId line) {
    if (line != 0) {
        coroscope::current().task->site_ = line;
        trace::writer()->come_to(line);
    }
}

void throw_in(TaskBase& task) { std::rethrow_exception(task.take_thrown()); }

void throw_already_awaited() { throw RuntimeError{"cannot reuse already awaited coroutine"}; }

void throw_too_deep() { throw RecursionError{"maximum recursion depth exceeded"}; }

void throw_spoilt_await() { throw RuntimeError{"await wasn't used with future"}; }

void ignored(const std::exception_ptr& error) {
    current_run().log("Exception ignored in a destructor: " + describe(error));
}

void never_awaited(const PromiseBase& promise) {
    trace::Writer* trace = trace::writer();
    if (trace == nullptr) {
        return;
    }
    trace->emit(Kind::never_awaited, {.text = promise.label});
    const std::string_view label = trace->string(promise.label);
    current_run().log("RuntimeWarning: coroutine '" +
                      std::string(label.substr(0, label.find('('))) + "' was never awaited");
}

}  // namespace coroscope::detail
