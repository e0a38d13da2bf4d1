#include "runtime/program_run.hpp"

#include <algorithm>

#include "runtime/repr.hpp"

namespace coroscope {

using trace::Kind;
using trace::Word;

ProgramRun::ProgramRun(RunOptions options)
    : options_{std::move(options)}, acted_(options_.interventions.size(), false) {}

ProgramRun::~ProgramRun() = default;

RunOutcome ProgramRun::execute(const std::function<void()>& program) {
    detail::current = {};
    detail::current.run = this;
    if (options_.recorder != nullptr) {
        options_.recorder->attach("MainThread");
    }
    RunOutcome outcome;
    try {
        program();
    } catch (...) {
        outcome.error = describe(std::current_exception());
    }
    if (trace::Writer* trace = trace::writer()) {
        // What comes after this is dropped as an interpreter drops it at its exit.
        trace->emit(Kind::thread_end, {.text = trace->intern(outcome.error)});
    }
    finish();
    outcome.notes = std::move(notes_);
    trace::Recorder::detach();
    detail::current = {};
    return outcome;
}

// What the program leaves behind goes as it does at an interpreter's exit.
void ProgramRun::finish() {
    // In three passes: what one loop's end sets free may belong to another.
    std::ranges::for_each(loops_, &EventLoop::destroy_pending_tasks);
    std::ranges::for_each(loops_, &EventLoop::drop_all);
    std::ranges::for_each(loops_, &EventLoop::drop_listeners);
    for (std::size_t i = 0; i < acted_.size(); ++i) {
        if (!acted_[i]) {
            const double at = std::chrono::duration<double>(options_.interventions[i].at).count();
            const double end = std::chrono::duration<double>(clock().time()).count();
            notes_.push_back("nothing happened at " + repr(at) + " s: the program ended at " +
                             repr(end) + " s");
        }
    }
}

EventLoop& ProgramRun::new_event_loop(const Place& where) {
    EventLoop& loop = loops_.emplace_back(*this);
    if (trace::Writer* trace = trace::writer()) {
        trace->emit(Kind::loop_new, {.site = trace->site(where), .loop = loop.id()});
    }
    return loop;
}

bool ProgramRun::may_act(std::size_t index, WaitKind kind) const {
    const bool is_interrupt = options_.interventions[index].kind == Intervention::Kind::interrupt;
    return !acted_[index] && (kind == WaitKind::select || is_interrupt);
}

// The index of what the person does next, by time and then in the order given.
std::optional<std::size_t> ProgramRun::next_intervention(WaitKind kind) const {
    std::optional<std::size_t> next;
    for (std::size_t i = 0; i < acted_.size(); ++i) {
        if (may_act(i, kind) &&
            (!next || options_.interventions[i].at < options_.interventions[*next].at)) {
            next = i;
        }
    }
    return next;
}

WaitEnd ProgramRun::wait(WaitKind kind, std::optional<Nanoseconds> deadline) {
    const auto next = next_intervention(kind);
    if (!next) {
        return clock().wait_until(deadline);
    }
    const Intervention& intervention = options_.interventions[*next];
    if (deadline && *deadline < intervention.at) {
        return clock().wait_until(deadline);
    }
    const WaitEnd end = clock().wait_until(intervention.at);
    if (end != WaitEnd::deadline) {
        return end;
    }
    return intervention.kind == Intervention::Kind::interrupt ? WaitEnd::interrupted
                                                              : WaitEnd::wakeup;
}

void ProgramRun::act(WaitKind kind, WaitEnd end) {
    bool interrupted = false;
    while (const auto next = next_intervention(kind)) {
        const Intervention& intervention = options_.interventions[*next];
        if (intervention.at > clock().time()) {
            break;
        }
        acted_[*next] = true;
        interrupted = interrupted || intervention.kind == Intervention::Kind::interrupt;
        perform(intervention, *next);
    }
    // Nobody planned it: a real Ctrl-C.
    if (!interrupted && (end == WaitEnd::interrupted || clock().take_interrupt())) {
        raise_interrupt();
    }
}

void ProgramRun::perform(const Intervention& intervention, std::size_t index) {
    const bool cancels = intervention.kind == Intervention::Kind::cancel;
    const auto target = cancels ? tasks_.find(intervention.target) : std::nullopt;
    if (trace::Writer* trace = trace::writer()) {
        trace::Party other;
        if (target && *target != nullptr) {
            other = trace::Party::task((*target)->id());
        }
        trace->emit(Kind::intervention, {.value = static_cast<std::int64_t>(index),
                                         .text = id_of(cancels ? Word::cancel : Word::interrupt),
                                         .other = other});
    }
    if (!cancels) {
        raise_interrupt();
    } else if (!target) {
        notes_.push_back("there was no task '" + intervention.target + "' to cancel at " +
                         repr(std::chrono::duration<double>(intervention.at).count()) + " s");
    } else if (*target != nullptr) {
        const Current outside = current();
        current().actor = trace::Party::person();
        (*target)->future().cancel({}, {});
        current() = outside;
    }
}

void ProgramRun::raise_interrupt() {
    if (trace::Writer* trace = trace::writer()) {
        trace->emit(Kind::interrupt);
    }
    if (interrupt_handler_) {
        interrupt_handler_();
        return;
    }
    throw KeyboardInterrupt{};
}

void ProgramRun::set_interrupt_handler(std::function<void()> handler) {
    interrupt_handler_ = std::move(handler);
}

void ProgramRun::write_line(Stream stream, std::string_view text, const Place& where) {
    if (trace::Writer* trace = trace::writer()) {
        trace->emit(Kind::print, {.value = stream == Stream::err ? 2 : trace::no_value,
                                  .text = trace->intern(text),
                                  .site = trace->site(where)});
    }
    if (options_.output) {
        options_.output(stream, text);
    }
}

void ProgramRun::log(const std::string& line) {
    if (options_.output) {
        options_.output(Stream::err, line);
    }
}

ProgramRun& current_run() {
    if (current().run == nullptr) {
        throw RuntimeError{"no program is running on this thread: use ProgramRun::execute"};
    }
    return *current().run;
}

Word word_of(WaitEnd end) {
    switch (end) {
        case WaitEnd::deadline:
            return Word::timeout;
        case WaitEnd::wakeup:
            return Word::wakeup;
        case WaitEnd::interrupted:
            return Word::interrupted;
    }
    return Word::none;
}

}  // namespace coroscope
