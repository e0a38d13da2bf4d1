// Where one thread of a run puts its events.
//
// Thread rule: a Writer belongs to the thread that it is installed on, and only that thread
// touches it. Appending takes no lock and allocates nothing but a new chunk; without a Writer
// installed, instrumentation costs one branch. The buffer is the thread's own, or shared by
// threads that run one at a time.
#pragma once

#include <array>
#include <cstddef>
#include <source_location>
#include <string>
#include <string_view>
#include <unordered_map>

#include "runtime/trace/buffer.hpp"
#include "runtime/trace/context.hpp"
#include "runtime/trace/event.hpp"
#include "runtime/trace/recent.hpp"
#include "runtime/trace/tables.hpp"
#include "runtime/trace/time_source.hpp"
#include "runtime/trace/words.hpp"

namespace coroscope::trace {

/// What an emitter says of its event. What it leaves out is none, or comes from the context.
struct Fields {
    std::int64_t value = no_value;
    TaskId task = 0;
    StringId text = 0;
    SiteId site = 0;
    Party other{};
    LoopId loop = 0;
};

/// When an event happens. As this thread's last one: no code of the program's comes between, and to
/// look at a running clock is most of what an event costs. Where somebody watches, who may do
/// anything between the two, it happens now all the same.
enum class When : bool { now, as_the_last };

class Recorder;

/// Is told of each event as it is recorded, on the thread that records it.
class Watcher {
public:
    virtual ~Watcher() = default;
    virtual void recorded(const Event& event) = 0;
};

class Writer {
public:
    Writer(Recorder& recorder, const TimeSource& clock, ThreadId thread, Buffer& buffer,
           Watcher* its_watcher);
    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;

    /// Who is told of each event, or null.
    Watcher* const watcher;

    /// The present context.
    [[nodiscard]] const Context& context() const { return context_; }
    /// A loop runs: between its steps the program is at the line that runs it.
    void begin_loop(LoopId loop, SiteId site);
    /// It runs no more: what comes next has the context of before.
    void go_back_to(const Context& context);
    /// The program has come to that line.
    void come_to(SiteId site) {
        if (context_.site() != site) {
            context_.set_site(site);
            note(context_.step_word());
        }
    }

    /// Since the last event code of the program's has run, or this thread has waited or taken what
    /// another one sent: what happens `as_the_last` from here on happens now. Whoever has waited
    /// for its turn among threads that run one at a time says so before anything else.
    void look() {
        if (ticks_ != nullptr) {
            note(journal::of_time(ticks_->ticks()));
        } else {
            look_rarely();
        }
    }

    /// Append an event of that kind on this thread. Loop, task and site come from the context where
    /// `fields` leaves them 0; a call_soon, call_threadsafe or handle_begin has the site it is
    /// given or none. True: somebody watches.
    // Always in place: most of it is known where it is called. Whom it calls in rare cases is
    // called last, so that nothing must be kept over a call.
    [[gnu::always_inline]] bool emit(Kind kind, const Fields& fields = {}, When when = When::now) {
        const journal::Entry entry = entry_of(kind, fields);
        return !put_at_once(entry, when) && put(entry.first, entry.value, entry.more, when);
    }
    /// The same where nobody has to be called for it: then true, and nobody watches. False: nothing
    /// has happened, and the caller goes on in a function of its own with `emit`. For what happens
    /// in every step: it needs no registers that were to be saved.
    [[gnu::always_inline]] bool emit_at_once(Kind kind, const Fields& fields, When when) {
        return put_at_once(entry_of(kind, fields), when);
    }

    /// step_begin, as the last: that task's, at that line. False: as above, and the caller goes on
    /// with `begin_step`, which has the same context.
    [[gnu::always_inline]] bool begin_step_at_once(TaskId task, SiteId site) {
        context_.begin_step(task, site);
        return note_at_once(context_.step_word() | journal::step_begins);
    }
    /// The same of a first step, in which a coroutine of the program's with that label is entered.
    [[gnu::always_inline]] bool begin_first_step_at_once(TaskId task, SiteId site, StringId label) {
        context_.begin_step(task, site);
        return note_at_once(context_.step_word() | journal::step_begins,
                            journal::of_event(Kind::coro_enter, 0, label));
    }
    /// In any case. `exception` is thrown in, or 0.
    void begin_step(TaskId task, SiteId site, StringId exception = 0);
    /// An event and, with it, step_end, as the task waits; what comes next is no step's. False: as
    /// above.
    [[gnu::always_inline]] bool emit_and_end_step_at_once(Kind kind, const Fields& fields,
                                                          When when) {
        journal::Entry entry = entry_of(kind, fields);
        entry.first |= journal::ends_step;
        if (!put_at_once(entry, when)) {
            return false;
        }
        context_.leave_step();
        return true;
    }
    /// task_new of the task with the number after the last one's, which the present step, or none,
    /// makes on the loop that runs. False: as above.
    [[gnu::always_inline]] bool make_task_at_once(StringId label, SiteId site) {
        return put_at_once(When::now, journal::of_new_task(label, site));
    }
    /// coro_exit of the coroutine with that label (0: it was told before), task_done of the task
    /// whose step it is, with that result, woken of the one that has waited for it on its loop (0:
    /// nobody), and step_end. False: as above.
    [[gnu::always_inline]] bool end_task_at_once(StringId exited, StringId result, TaskId woken) {
        const journal::Word end = journal::of_end(result, woken);
        const bool is_put =
            exited != 0 ? put_at_once(When::now, journal::of_event(Kind::coro_exit, 0, exited), end)
                        : put_at_once(When::now, end);
        if (!is_put) {
            return false;
        }
        context_.leave_step();
        return true;
    }
    /// step_end; what comes next is no step's. False: as above.
    [[gnu::always_inline]] bool end_step_at_once(StringId how, When when) {
        if (!emit_at_once(Kind::step_end, {.text = how}, when)) {
            return false;
        }
        context_.leave_step();
        return true;
    }
    /// The same in any case.
    void end_step(StringId how, When when);
    /// step_end of a task that yields, now. False: as above.
    [[gnu::always_inline]] bool yield_at_once() {
        if (ticks_ == nullptr) {
            return end_step_at_once(id_of(Word::yields), When::now);
        }
        if (!note_at_once(journal::of_time(ticks_->ticks(), journal::yields))) {
            return false;
        }
        context_.leave_step();
        return true;
    }

    /// The number of that string in the recording; allocates only for a new one.
    StringId intern(std::string_view text);
    /// The number of one that is put together when somebody asks for it.
    StringId intern(const LateText& text) {
        KnownLateText& known = recent_late_[LateTextHash{}(text) % recent_late_.size()];
        return known.text == text ? known.id : look_up(text, known);
    }

    /// The string of that number in the recording.
    [[nodiscard]] std::string_view string(StringId id) const;

    /// The number of that source line, or 0 where it belongs to the runtime itself: EVENTS.md
    /// wants the innermost line of the program's own files.
    SiteId site(const std::source_location& where) { return site(where.file_name(), where.line()); }
    SiteId site(const char* file, std::uint32_t line) {
        const SiteId* known = recent_sites_.find(file, line);
        return known != nullptr ? *known : look_up_site(file, line);
    }

    /// The same where that line was asked for a short while ago; else null.
    [[nodiscard]] const SiteId* recent_site(const char* file, std::uint32_t line) const {
        return recent_sites_.find(file, line);
    }

    /// The labels of coroutines that were used last: by the compiler's name of the function, and
    /// its arguments.
    [[nodiscard]] Recent& recent_labels() { return recent_labels_; }
    /// Those of functions whose arguments look the same in every call.
    [[nodiscard]] RecentFunctions& recent_functions() { return recent_functions_; }

    [[nodiscard]] ThreadId thread() const { return thread_; }
    /// How many events there are: this thread's, or all where threads run one at a time.
    [[nodiscard]] std::size_t size() const { return buffer_.size(); }
    /// Are these as many as the recorder's limit, or more?
    [[nodiscard]] bool has_reached_limit() const { return buffer_.has_reached_limit(); }
    /// The run's recorder, which numbers what is created.
    [[nodiscard]] Recorder& recorder() const { return recorder_; }

private:
    struct KnownLateText {
        LateText text;
        StringId id = 0;
    };
    StringId look_up(const LateText& text, KnownLateText& known);
    // What is known to be none where it is called has no word; the rest has, without asking.
    [[gnu::always_inline]] static journal::Entry entry_of(Kind kind, const Fields& fields) {
        journal::Entry entry{.first = journal::of_event(kind, fields.task, fields.text)};
        if (!(__builtin_constant_p(fields.value == no_value) && fields.value == no_value)) {
            entry.first |= journal::has_value;
            entry.value = static_cast<journal::Word>(fields.value);
        }
        const bool has_no_more = !fields.other && fields.loop == 0 && fields.site == 0;
        if (!(__builtin_constant_p(has_no_more) && has_no_more)) {
            entry.first |= journal::has_more;
            entry.more = journal::of_more(fields.other, fields.loop, fields.site);
        }
        return entry;
    }
    // False, and nothing has happened, where the time is the system's to tell, or the buffer
    // pauses.
    [[gnu::always_inline]] bool put_at_once(const journal::Entry& entry, When when) {
        return write_at_once(when, [&](journal::Word* to) { return entry.write_to(to); });
    }
    // The same of events of one word each.
    template <class... Row>
    [[gnu::always_inline]] bool put_at_once(When when, Row... row) {
        return write_at_once(when, [&](journal::Word* to) {
            ((*to++ = row), ...);
            return to;
        });
    }
    template <class Write>
    [[gnu::always_inline]] bool write_at_once(When when, const Write& write) {
        Buffer& buffer = buffer_;  // which no word written is taken to change
        journal::Word* to = buffer.next();
        if (buffer.pauses_at(to)) {
            return false;
        }
        if (when == When::now) {
            if (ticks_ != nullptr) {
                *to++ = journal::of_time(ticks_->ticks());
            } else if (!stands_still_) {
                return false;
            }
        }
        buffer.publish(write(to));
        return true;
    }
    // In any case. Does somebody watch? The words one by one, to be in registers.
    bool put(journal::Word first, journal::Word value, journal::Word more, When when);
    // Words by themselves. False, and nothing has happened, where the buffer pauses.
    template <class... Row>
    [[gnu::always_inline]] bool note_at_once(Row... row) {
        Buffer& buffer = buffer_;
        journal::Word* to = buffer.next();
        if (buffer.pauses_at(to)) {
            return false;
        }
        ((*to++ = row), ...);
        buffer.publish(to);
        return true;
    }
    // In any case one that is no event.
    void note(journal::Word word) {
        if (!note_at_once(word)) {
            note_rarely(word);
        }
    }
    void note_rarely(journal::Word word);
    void note_context();
    std::int64_t look_rarely();
    SiteId look_up_site(const char* file, std::uint32_t line);

    struct PlaceHash {
        std::size_t operator()(const std::pair<const char*, unsigned>& place) const {
            return std::hash<const void*>{}(place.first) * 31 + place.second;
        }
    };

    Recorder& recorder_;
    const TimeSource& clock_;
    const TickClock* const ticks_ = clock_.ticks();
    const bool stands_still_ = clock_.is_one_at_a_time();
    Context context_;
    ThreadId thread_;
    Buffer& buffer_;
    // What this thread has looked up last in the recording's tables, by the string's hash; the
    // strings are theirs.
    struct KnownString {
        std::string_view text;
        StringId id = 0;
    };
    std::array<KnownString, 256> recent_strings_{};
    std::array<KnownLateText, 64> recent_late_{};
    Recent recent_sites_;
    Recent recent_labels_;
    RecentFunctions recent_functions_;
    // By the address of the file's name: a look-up must not read the name itself.
    std::unordered_map<std::pair<const char*, unsigned>, SiteId, PlaceHash> site_ids_;
};

namespace detail {
inline constinit thread_local Writer* current_writer = nullptr;
}

/// The writer installed on this thread, or null when nothing records.
inline Writer* writer() { return detail::current_writer; }

}  // namespace coroscope::trace
