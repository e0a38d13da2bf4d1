#include "runtime/interventions.hpp"

#include <algorithm>

#include "runtime/innermost.hpp"
#include "runtime/program_run.hpp"
#include "runtime/repr.hpp"

namespace coroscope {

using trace::Kind;
using trace::Word;
using Action = Intervention::Action;

namespace {

std::string seconds(Nanoseconds time) { return repr(std::chrono::duration<double>(time).count()); }

Word word_of(Action action) {
    switch (action) {
        case Action::interrupt:
            return Word::interrupt;
        case Action::cancel:
            return Word::cancel;
        case Action::complete:
            return Word::complete;
        case Action::raise:
            return Word::raise;
        case Action::block:
            return Word::block;
    }
    return Word::none;
}

/// What happens meanwhile is the person's doing.
class OnBehalfOfPerson {
public:
    OnBehalfOfPerson() : outside_{current()} { current().actor = trace::Party::person(); }
    OnBehalfOfPerson(const OnBehalfOfPerson&) = delete;
    OnBehalfOfPerson& operator=(const OnBehalfOfPerson&) = delete;
    ~OnBehalfOfPerson() { current() = outside_; }

private:
    Current outside_;
};

}  // namespace

Interventions::Interventions(ProgramRun& run, std::vector<Intervention> planned) : run_{run} {
    for (Intervention& what : planned) {
        Item& item = items_.emplace_back(Item{.what = std::move(what), .outcome = {}, .note = {}});
        if (item.what.off) {
            item.outcome.fate = Fate::off;
            item.is_over = true;
        } else if (const auto* at = std::get_if<At>(&item.what.when)) {
            item.due = at->time;
        } else if (std::holds_alternative<After>(item.what.when)) {
            if (run.clock().is_one_at_a_time()) {
                follow_events_ = true;
            } else {
                item.outcome = {Fate::impossible, Impossible::not_repeatable, {}};
                item.is_over = true;
            }
        } else {
            has_blocks_ = true;
        }
    }
    if (!items_.empty()) {
        note_items();
    }
}

void Interventions::note_items() {
    has_items_.store(true, std::memory_order_release);
    run_.clock().announce();
}

bool Interventions::acts_here(const Item& item, bool blocks) const {
    const bool interrupts = item.what.action == Action::interrupt;
    if (item.is_over || !item.due || (blocks && !interrupts)) {
        return false;
    }
    if (item.thread != nullptr) {
        return item.thread == current().thread;
    }
    if (interrupts) {
        return run_.is_main_thread();
    }
    const auto target = run_.tasks().find(item.what.target);
    const EventLoop* const here = current().loop;
    return target ? here != nullptr && target->loop == here->id() : run_.is_main_thread();
}

std::optional<Interventions::Next> Interventions::find_next(bool blocks) const {
    const std::scoped_lock lock{mutex_};
    std::optional<Next> found;
    for (std::size_t i = 0; i < items_.size(); ++i) {
        if (acts_here(items_[i], blocks) && (!found || items_[i].due < found->at)) {
            found = {i, *items_[i].due, items_[i].what.action == Action::interrupt, items_[i].woke};
        }
    }
    return found;
}

bool Interventions::do_all_due(bool blocks) {
    bool interrupted = false;
    for (auto due = next(blocks); due && due->at <= run_.clock().time(); due = next(blocks)) {
        interrupted = interrupted || due->interrupts;
        perform(due->index);
    }
    return interrupted;
}

void Interventions::recorded(const trace::Event& event) {
    if (is_over_) {
        return;
    }
    // The recording's own line comes first: it is event 0.
    const std::size_t seq = trace::writer()->size();
    const std::scoped_lock lock{mutex_};
    for (Item& item : items_) {
        const auto* after = std::get_if<After>(&item.what.when);
        if (after == nullptr || item.is_over || item.due) {
            continue;
        }
        const bool fits = event.kind == after->kind && run_.recorder()->is_called(event, after->id);
        if (after->nth != 0 ? fits && ++item.seen == after->nth : fits && seq == after->seq) {
            arm(item);
        } else if (after->nth == 0 && seq >= after->seq) {
            item.outcome.fate = Fate::lost;
            item.is_over = true;
        }
    }
}

void Interventions::arm(Item& item) {
    item.due = run_.clock().time();
    item.thread = current().thread;
    is_armed_ = true;
    if (item.what.action == Action::interrupt) {
        item.thread = &run_.main_thread();
        if (!run_.is_main_thread()) {
            item.woke = true;
            run_.clock().wake(run_.main_thread());
        }
    }
}

std::optional<std::size_t> Interventions::next_armed(bool also_interrupts) const {
    const std::scoped_lock lock{mutex_};
    for (std::size_t i = 0; i < items_.size(); ++i) {
        const Item& item = items_[i];
        if (!item.is_over && item.thread == current().thread &&
            (also_interrupts || item.what.action != Action::interrupt)) {
            return i;
        }
    }
    return std::nullopt;
}

void Interventions::act_after_beat() {
    if (!is_armed_ || is_over_ || (main_is_over_ && run_.is_main_thread())) {
        return;
    }
    while (const auto index = next_armed(true)) {
        perform(*index);
    }
}

std::exception_ptr Interventions::act_in_step(bool is_thrown) {
    if (!is_armed_ || is_over_) {
        return nullptr;
    }
    // A handler that takes the interrupt throws nothing.
    while (const auto index = next_armed(!is_thrown || run_.survives_interrupt())) {
        try {
            perform(*index);
        } catch (const KeyboardInterrupt&) {
            return std::current_exception();
        }
    }
    return nullptr;
}

bool Interventions::next_sleep_blocks(TaskBase& task) {
    std::optional<std::size_t> found;
    {
        const std::scoped_lock lock{mutex_};
        const std::uint32_t number = ++sleeps_[task.id()];
        for (std::size_t i = 0; i < items_.size() && !found; ++i) {
            const auto* sleep = std::get_if<NthSleep>(&items_[i].what.when);
            if (sleep == nullptr || items_[i].is_over || sleep->n != number) {
                continue;
            }
            const auto target = run_.tasks().find(items_[i].what.target);
            if (target && target->id == task.id()) {
                found = i;
            }
        }
    }
    if (found) {
        settle(*found, task.id());
    }
    return found.has_value();
}

void Interventions::add(const Intervention& intervention) {
    const auto target = run_.tasks().find(intervention.target);
    {
        const std::scoped_lock lock{mutex_};
        items_.push_back({.what = intervention,
                          .outcome = {},
                          .due = run_.clock().time(),
                          .woke = true,
                          .note = {}});
        note_items();
    }
    // Whom it concerns looks once it is awake.
    if (target && intervention.action != Action::interrupt) {
        run_.loop(target->loop).wake();
    } else {
        run_.clock().wake(run_.main_thread());
    }
}

// It is being done: say so, before its effects.
void Interventions::settle(std::size_t index, trace::TaskId target) {
    Action action{};
    {
        const std::scoped_lock lock{mutex_};
        items_[index].outcome.fate = Fate::done;
        items_[index].is_over = true;
        action = items_[index].what.action;
    }
    if (trace::Writer* trace = trace::writer()) {
        trace->emit(Kind::intervention,
                    {.value = static_cast<std::int64_t>(index),
                     .text = id_of(word_of(action)),
                     .other = target != 0 ? trace::Party::task(target) : trace::Party{}});
    }
}

void Interventions::fail(std::size_t index, Impossible why, std::string who) {
    const std::scoped_lock lock{mutex_};
    Item& item = items_[index];
    item.is_over = true;
    item.note = "could not " + std::string(action_name(item.what.action)) + " '" +
                item.what.target + "' at " + seconds(run_.clock().time()) + " s: ";
    item.note += reason(why, who);
    if (why == Impossible::no_task) {
        item.note = "there was no task '" + item.what.target + "' to " +
                    std::string(action_name(item.what.action)) + " at " +
                    seconds(run_.clock().time()) + " s";
    }
    item.outcome = {Fate::impossible, why, std::move(who)};
}

void Interventions::perform(std::size_t index) {
    Intervention what;
    {
        const std::scoped_lock lock{mutex_};
        what = items_[index].what;
    }
    if (what.action == Action::interrupt) {
        settle(index, 0);
        run_.raise_interrupt();
        return;
    }
    const auto target = run_.tasks().find(what.target);
    if (!target) {
        fail(index, Impossible::no_task, what.target);
        return;
    }
    TaskBase* const found = run_.loop(target->loop).find_task(target->id);
    if (found == nullptr) {
        perform_on_ended(index, what, *target);
        return;
    }
    TaskBase& task = *found;
    const Ref<FutureBase> keep{&task.future()};
    const Innermost innermost = what.action == Action::cancel
                                    ? Innermost{.future = keep, .who = &task}
                                    : innermost_of(task, what.action == Action::complete);
    Impossible why = innermost.why;
    if (why == Impossible::no && !keep->done() && task.future().get_loop().is_closed()) {
        why = Impossible::loop_closed;
    }
    if (why != Impossible::no) {
        fail(index, why, innermost.who->get_name());
        return;
    }
    settle(index, task.id());
    const OnBehalfOfPerson person;
    if (what.action == Action::cancel) {
        keep->cancel({}, {});
    } else if (what.action == Action::complete) {
        innermost.future->complete();
    } else {
        innermost.future->set_exception(make_exception(what.exception));
    }
}

// A task that is done, but for one that has failed and is still there: whether or not the program
// holds it, its cancel() answers False. (One that is destroyed while it is pending goes with the
// run.)
void Interventions::perform_on_ended(std::size_t index, const Intervention& what,
                                     const TaskDirectory::Entry& target) {
    if (what.action != Action::cancel) {
        fail(index, Impossible::task_finished, target.name);
        return;
    }
    settle(index, target.id);
    trace::writer()->emit(
        Kind::cancel_asked,
        {.value = 0, .task = target.id, .other = trace::Party::person(), .loop = target.loop});
    after_beat();
}

std::vector<InterventionOutcome> Interventions::outcomes() const {
    const std::scoped_lock lock{mutex_};
    std::vector<InterventionOutcome> all;
    for (const Item& item : items_) {
        InterventionOutcome outcome = item.outcome;
        if (!item.is_over && item.thread != nullptr) {
            const bool in_main = item.what.action == Action::interrupt;
            outcome = {Fate::impossible,
                       in_main ? Impossible::main_thread_end : Impossible::thread_end,
                       {}};
        } else if (!item.is_over && std::holds_alternative<After>(item.what.when)) {
            outcome.fate = Fate::lost;
        }
        all.push_back(std::move(outcome));
    }
    return all;
}

std::string Interventions::note_of(const Item& item) const {
    if (!item.note.empty() || item.outcome.fate == Fate::done || item.what.off) {
        return item.note;
    }
    if (const auto* sleep = std::get_if<NthSleep>(&item.what.when)) {
        return "'" + item.what.target + "' had no sleep number " + std::to_string(sleep->n);
    }
    if (const auto* after = std::get_if<After>(&item.what.when)) {
        const std::string event = "event " + std::to_string(after->seq) + " " +
                                  std::string(trace::kind_name(after->kind)) + " " + after->id;
        if (item.outcome.why == Impossible::not_repeatable) {
            return "cannot act after " + event + ": " + reason(item.outcome.why, {});
        }
        return item.thread != nullptr ? "nothing happened after " + event + ": the thread had ended"
                                      : "lost: no " + event;
    }
    return "nothing happened at " + seconds(item.due.value_or(Nanoseconds{0})) +
           " s: the program ended at " + seconds(run_.clock().time()) + " s";
}

std::vector<std::string> Interventions::notes() const {
    const std::scoped_lock lock{mutex_};
    std::vector<std::string> all;
    for (const Item& item : items_) {
        if (std::string note = note_of(item); !note.empty()) {
            all.push_back(std::move(note));
        }
    }
    return all;
}

}  // namespace coroscope
