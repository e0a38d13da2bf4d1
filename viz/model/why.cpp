#include "viz/model/why.hpp"

#include <algorithm>
#include <string_view>

#include "viz/model/awaited.hpp"
#include "viz/model/circle.hpp"
#include "viz/model/names.hpp"
#include "viz/model/phrases.hpp"
#include "viz/model/wait_words.hpp"

namespace coroscope::viz {

namespace {

using trace::PartyKind;

// How far back it is looked for what became of a callback.
constexpr std::size_t far = 65536;

class Reason {
public:
    Reason(const trace::Recording& recording, const World& world, double time_ns, Language language)
        : recording_{recording}, world_{world}, time_ns_{time_ns}, language_{language} {}

    Why of(const Task& task) {
        chain_ = {Party::task(task.id)};
        std::string sentence = sentence_of(task);
        return {std::move(sentence), std::move(chain_)};
    }

    Why of_callback(Party party) {
        chain_ = {party};
        std::string sentence = sentence_of_callback(party);
        return {std::move(sentence), std::move(chain_)};
    }

private:
    std::string sentence_of_callback(Party party) {
        for (const Loop& loop : world_.loops) {
            if (loop.current == party) {
                const Thread* thread = thread_of(loop.id);
                return thread != nullptr && thread->blocked_in != 0
                           ? say(Say::why_running_blocked, {blocking_call(recording_, *thread)})
                           : say(Say::why_callback_runs) + on_whom(party);
            }
            if (loop.handles.find(party.number()) != nullptr) {
                return of_queued(loop.id, party);
            }
            if (const Handle* timer = loop.timers.find(party.number())) {
                if (is_never(timer->deadline)) return say(Say::why_callback_never);
                const double left = static_cast<double>(timer->deadline) - time_ns_;
                return say(Say::why_callback_timer,
                           {time(timer->deadline), seconds_text(std::max(0.0, left), 1)});
            }
        }
        return was_cancelled(party) ? say(Say::why_callback_cancelled)
                                    : say(Say::why_callback_ran) + on_whom(party);
    }

    // Why it has been called, where it hung on a task or future.
    [[nodiscard]] std::string on_whom(Party callback) const {
        const std::vector<trace::Event>& events = recording_.events;
        for (std::size_t at = world_.seq + 1; at-- > (world_.seq > far ? world_.seq - far : 0);) {
            if (events[at].kind == trace::Kind::handle_begin && events[at].other == callback) {
                const Party whom = hung_on(at);
                const char* gap = language_ == Language::chinese ? "" : " ";
                return whom ? gap + say(Say::why_callback_hung, {label(whom)}) : std::string{};
            }
        }
        return {};
    }

    // Whose end the callback that begins there hears of; nobody's where it was handed to the loop.
    [[nodiscard]] Party hung_on(std::size_t begun) const {
        constexpr std::size_t soon = 64;  // events of other threads may lie between
        const trace::Event& begin = recording_.events[begun];
        for (std::size_t at = begun + 1; at <= std::min(world_.seq, begun + soon); ++at) {
            const trace::Event& event = recording_.events[at];
            if (event.thread == begin.thread) {
                return event.kind == trace::Kind::callback_run ? event.other : Party{};
            }
        }
        return {};
    }

    // The callback, instead of being run. The last events are looked through: a long search would
    // cost every frame.
    [[nodiscard]] bool was_cancelled(Party callback) const {
        for (std::size_t at = world_.seq + 1; at-- > (world_.seq > far ? world_.seq - far : 0);) {
            const trace::Event& event = recording_.events[at];
            if (event.other == callback && event.kind != trace::Kind::handle_end) {
                return event.kind == trace::Kind::handle_cancel ||
                       event.kind == trace::Kind::timer_cancel;
            }
        }
        return false;
    }

    std::string sentence_of(const Task& task) {
        switch (task.state) {
            case TaskState::running:
                return of_running(task);
            case TaskState::ready:
                return of_queued(task.loop, Party::task(task.id));
            case TaskState::waiting:
                return of_waiting(task);
            case TaskState::done:
            case TaskState::failed:
                return say(Say::why_done);
            case TaskState::cancelled:
                return say(Say::why_cancelled);
            case TaskState::destroyed:
                return say(Say::why_destroyed);
        }
        return {};
    }

    [[nodiscard]] std::string say(Say id,
                                  std::initializer_list<std::string_view> values = {}) const {
        return viz::say(language_, id, values);
    }
    [[nodiscard]] std::string label(Party party) const {
        return party_label(recording_, world_, party);
    }
    [[nodiscard]] static std::string time(std::int64_t t_ns) {
        return seconds_text(static_cast<double>(t_ns));
    }

    [[nodiscard]] const Thread* thread_of(LoopId loop) const {
        for (const Thread& thread : world_.threads) {
            if (thread.id != 0 && thread.running_loop != 0 && thread.running_loop == loop) {
                return &thread;
            }
        }
        return nullptr;
    }

    // Whoever has called the blocking function, and the thread that it holds.
    void add_blocker(const Thread& thread) {
        if (thread.current_task != 0) {
            add(Party::task(thread.current_task));
        } else if (thread.running_loop < world_.loops.size()) {
            add(world_.loops[thread.running_loop].current);
        }
        add(Party::thread(thread.id));
    }

    // False where it is in the chain already: two tasks that wait for each other.
    bool add(Party party) {
        if (!party || std::find(chain_.begin(), chain_.end(), party) != chain_.end()) {
            return false;
        }
        chain_.push_back(party);
        return true;
    }

    // The chain has no futures: nobody can look at one.
    bool add_task(Party party) {
        return party.kind() == PartyKind::task && party.number() < world_.tasks.size() &&
               add(party);
    }

    std::string of_running(const Task& task) {
        const Thread* thread = thread_of(task.loop);
        if (thread != nullptr && thread->blocked_in != 0 && thread->current_task == task.id) {
            return say(Say::why_running_blocked, {blocking_call(recording_, *thread)});
        }
        return say(Say::why_running);
    }

    std::string of_queued(LoopId id, Party party) {
        const Loop* loop = id < world_.loops.size() ? &world_.loops[id] : nullptr;
        if (loop != nullptr && loop->activity == LoopActivity::closed) {
            return say(Say::why_loop_closed);
        }
        const Thread* thread = thread_of(id);
        if (thread == nullptr || loop == nullptr) {
            return say(Say::why_loop_stands);
        }
        if (thread->blocked_in != 0) {
            add_blocker(*thread);
            const std::string call = blocking_call(recording_, *thread);
            return thread->blocked_until != no_time
                       ? say(Say::why_held,
                             {label(Party::thread(thread->id)), call, time(thread->blocked_until)})
                       : say(Say::why_held_open, {label(Party::thread(thread->id)), call});
        }
        if (loop->current) {
            add(loop->current);
            const std::string who = loop->current.kind() == PartyKind::handle
                                        ? std::string{known_string(recording_, loop->current_label)}
                                        : label(loop->current);
            return say(Say::why_turn, {who});
        }
        const auto before = static_cast<std::size_t>(
            std::find(loop->ready.begin(), loop->ready.end(), party) - loop->ready.begin());
        return before == 0 ? say(Say::why_next) : say(Say::why_in_line, {std::to_string(before)});
    }

    std::string of_sleep(const Task& task) {
        if (is_never(task.deadline)) {
            return say(Say::why_sleeps_for_ever);
        }
        const auto due = static_cast<double>(task.deadline);
        const Thread* thread = thread_of(task.loop);
        if (thread == nullptr) {
            return say(Say::why_sleeps_stopped, {time(task.deadline)});
        }
        if (time_ns_ < due) {
            return say(Say::why_sleeps, {time(task.deadline), seconds_text(due - time_ns_, 1)});
        }
        if (thread->blocked_in != 0) {
            add_blocker(*thread);
            return say(Say::why_overdue, {time(task.deadline), label(Party::thread(thread->id)),
                                          blocking_call(recording_, *thread)});
        }
        return say(Say::why_due_soon);
    }

    std::string of_waiting(const Task& task) {
        if (sleeps(recording_, task)) {
            return of_sleep(task);
        }
        if (std::string circle = of_circle(task); !circle.empty()) {
            for (Party next = task.awaits; add(next);) {
                next = world_.tasks[next.number()].awaits;
            }
            return circle;
        }
        std::string sentence = of_awaited(task);
        if (has_time_limit(recording_, task)) {
            const double left = static_cast<double>(task.deadline) - time_ns_;
            sentence += language_ == Language::chinese ? "" : " ";
            sentence +=
                say(Say::why_at_most, {time(task.deadline), seconds_text(std::max(0.0, left), 1)});
        }
        return sentence;
    }

    // Who waits in a circle, and who waits for one that does.
    std::string of_circle(const Task& task) {
        if (task.awaits.kind() != PartyKind::task) {
            return {};
        }
        const bool inside = !circle_of(world_, task.id).empty();
        const TaskId first = inside ? task.id : task.awaits.number();
        const std::string circle =
            circle_text(recording_, world_, circle_of(world_, first), language_);
        return circle.empty() ? circle
               : inside       ? say(Say::why_circle, {circle})
                              : say(Say::why_awaits_circle, {label(task.awaits), circle});
    }

    std::string of_awaited(const Task& task) {
        if (task.awaits.kind() == PartyKind::task) {
            return of_awaiting(task.awaits);
        }
        const std::vector<Party> parties = awaited_together(recording_, task.id, task.since_seq);
        if (parties.empty()) {
            const std::string_view what = known_string(recording_, task.waits_for);
            return of_wait(what == "lock" ? awaited_word(recording_, task.id, task.since_seq)
                                          : what);
        }
        const std::string who =
            parties.size() == 1 ? of_awaiting(parties.front()) : of_together(parties);
        const bool cancelled =
            waits_for_cancelled(known_string(recording_, task.waits_for), task.deadline != no_time);
        const std::string gap = language_ == Language::chinese ? "" : " ";
        return cancelled ? say(Say::why_cancelled_end, {}) + gap + who : who;
    }

    std::string of_awaiting(Party party) {
        const std::string name = label(party);
        if (has_ended(recording_, world_, party)) {
            add_task(party);
            return say(Say::why_awaits_ended, {name});
        }
        if (!add_task(party)) {
            return say(Say::why_awaits, {name});
        }
        const Task& awaited = world_.tasks[party.number()];
        switch (awaited.state) {
            case TaskState::ready:
                return say(Say::why_awaits_ready, {name});
            case TaskState::running:
                return say(Say::why_awaits_running, {name});
            case TaskState::waiting:
                sentence_of(awaited);  // for the rest of the chain
                return !sleeps(recording_, awaited) ? say(Say::why_awaits, {name})
                       : is_never(awaited.deadline)
                           ? say(Say::why_awaits_endless_sleeper, {name})
                           : say(Say::why_awaits_sleeper, {name, time(awaited.deadline)});
            case TaskState::done:
            case TaskState::failed:
            case TaskState::cancelled:
            case TaskState::destroyed:
                break;
        }
        return say(Say::why_awaits, {name});
    }

    std::string of_together(const std::vector<Party>& parties) {
        // There may be thousands: so many are named, and stand in the chain.
        constexpr std::size_t most_named = 20;
        constexpr std::size_t most_in_chain = 500;
        const std::string count = count_of(language_, parties);
        std::string unfinished;
        std::size_t number = 0;
        for (const Party party : parties) {
            if (has_ended(recording_, world_, party)) {
                continue;
            }
            if (number < most_in_chain) {
                add_task(party);
            }
            if (number++ < most_named) {
                unfinished += unfinished.empty()               ? ""
                              : language_ == Language::chinese ? "、"
                                                               : ", ";
                unfinished += label(party);
            }
        }
        if (number > most_named) {
            unfinished = say(Say::and_more, {unfinished, std::to_string(number - most_named),
                                             std::to_string(number)});
        }
        return unfinished.empty() ? say(Say::why_together_ended, {count})
                                  : say(Say::why_together, {count, unfinished});
    }

    [[nodiscard]] std::string of_wait(std::string_view what) const {
        struct Kind {
            std::string_view word;
            Say id;
        };
        constexpr Kind kinds[] = {
            {"lock", Say::why_lock},
            {"condition_lock", Say::why_condition_lock},
            {"barrier_lock", Say::why_barrier_lock},
            {"semaphore", Say::why_semaphore},
            {"event", Say::why_event},
            {"condition", Say::why_condition},
            {"queue", Say::why_queue},
            {"io", Say::why_io},
            {"process", Say::why_process},
            {"pipe", Say::why_pipe},
            {"queue_item", Say::why_queue_item},
            {"queue_room", Say::why_queue_room},
            {"queue_join", Say::why_queue_join},
            {"barrier", Say::why_barrier},
            {"as_completed", Say::why_as_completed},
            {"task_group", Say::why_task_group},
            {"executor", Say::why_other_thread},
            {"run_in_executor", Say::why_executor},
            {"to_thread", Say::why_executor_thread},
        };
        for (const Kind& kind : kinds) {
            if (kind.word == what) {
                return say(kind.id);
            }
        }
        return say(Say::why_future);
    }

    const trace::Recording& recording_;
    const World& world_;
    double time_ns_;
    Language language_;
    std::vector<Party> chain_;
};

}  // namespace

Why why_not_running(const trace::Recording& recording, const World& world, Party party,
                    double time_ns, Language language) {
    Reason reason{recording, world, time_ns, language};
    if (party.kind() == PartyKind::handle) {
        return reason.of_callback(party);
    }
    const std::size_t task = party.number();
    if (party.kind() != PartyKind::task || task >= world.tasks.size() ||
        world.tasks[task].id == 0) {
        return {};
    }
    return reason.of(world.tasks[task]);
}

}  // namespace coroscope::viz
