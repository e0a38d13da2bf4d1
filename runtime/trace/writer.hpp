// Where one thread of a run puts its events.
//
// Thread rule: a Writer belongs to the thread that it is installed on, and only that thread
// touches it. Appending takes no lock and allocates nothing but a new chunk; without a Writer
// installed, instrumentation costs one branch. The buffer is the thread's own, or shared by
// threads that run one at a time.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <source_location>
#include <string>
#include <string_view>
#include <unordered_map>

#include "runtime/trace/buffer.hpp"
#include "runtime/trace/event.hpp"
#include "runtime/trace/recent.hpp"
#include "runtime/trace/tables.hpp"
#include "runtime/trace/time_source.hpp"
#include "runtime/trace/words.hpp"

namespace coroscope::trace {

/// What an event gets where its emitter leaves it out: the loop and task that run on this thread,
/// and the innermost line of the program's own files.
class Context {
public:
    Context() = default;
    Context(LoopId loop, TaskId task, SiteId site) {
        fields_.set_loop(loop);
        set_step(task, site);
    }
    void set_step(TaskId task, SiteId site) {
        fields_.about = 0;
        fields_.set_task(task);
        fields_.set_site(site);
    }
    void set_site(SiteId site) { fields_.set_site(site); }
    [[nodiscard]] SiteId site() const { return fields_.site(); }

private:
    friend class Writer;
    PackedFields fields_;  // put together once, not for each event
};

/// What an emitter says of its event. What it leaves out is none, or comes from the context.
struct Fields {
    std::int64_t value = no_value;
    TaskId task = 0;
    StringId text = 0;
    SiteId site = 0;
    Party other{};
    LoopId loop = 0;
};

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

    /// The present context; the runtime sets it when a loop or a step begins and ends.
    Context context;

    /// From now on events have the time of the last one: no code of the program's comes between,
    /// and to look at a running clock is most of what an event costs. Nothing happens where
    /// somebody watches, who may do anything.
    void keep_time() {
        if (watcher == nullptr) {
            time_ = kept_time_;
        }
    }
    /// The program's code follows, or something has come from elsewhere: look at the clock again.
    void look_again() { time_ = standing_time_; }

    /// Append an event of that kind, now, on this thread. Loop, task and site come from the context
    /// where `fields` leaves them 0; a call_soon, call_threadsafe or handle_begin has the site it
    /// is given or none.
    // Always in place: most of it is known where it is called. What it calls is called last, so
    // that nothing must be kept over a call.
    [[gnu::always_inline]] void emit(Kind kind, const Fields& fields = {}) {
        if (is_time_at_hand()) {
            append(kind, fields, now(), false);
        } else {
            emit_by_system_clock(kind, fields, false);
        }
    }
    /// Append an event and `keep_time`.
    [[gnu::always_inline]] void emit_and_keep_time(Kind kind, const Fields& fields = {}) {
        if (is_time_at_hand()) {
            append(kind, fields, now(), true);
        } else {
            emit_by_system_clock(kind, fields, true);
        }
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
    [[nodiscard]] const SiteId* recent_site(const std::source_location& where) const {
        return recent_sites_.find(where.file_name(), where.line());
    }

    /// The labels of coroutines that were used last: by the compiler's name of the function, and
    /// its arguments.
    [[nodiscard]] Recent& recent_labels() { return recent_labels_; }

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
    // Is the time known, or the processor's to tell?
    [[nodiscard]] bool is_time_at_hand() const { return time_ != nullptr || clock_.has_ticks(); }
    [[nodiscard]] std::int64_t now() {
        if (time_ != nullptr) {
            return time_->load(std::memory_order_relaxed);
        }
        const std::int64_t now = clock_.ticks_ns();
        last_ns_.store(now, std::memory_order_relaxed);
        return now;
    }
    void emit_by_system_clock(Kind kind, Fields fields, bool keeps_time);
    [[gnu::always_inline]] void append(Kind kind, const Fields& fields, std::int64_t now,
                                       bool keeps_time) {
        // In these a line says that the callback is the program's own, so none is filled in.
        const bool line_has_meaning =
            kind == Kind::call_soon || kind == Kind::call_threadsafe || kind == Kind::handle_begin;
        PackedFields packed = context.fields_;
        if (fields.task != 0) {
            packed.set_task(fields.task);
        }
        if (fields.site != 0 || line_has_meaning) {
            packed.set_site(fields.site);
        }
        if (fields.loop != 0) {
            packed.set_loop(fields.loop);
        }
        packed.where |= where_;
        packed.fill_in(fields.text, fields.other, kind);
        Buffer& buffer = buffer_;  // which no event written is taken to change
        Event& event = buffer.room();
        event.t_ns = now;
        event.value = fields.value;
        packed.write_to(event);
        if (!buffer.publish(event)) {
            after(event, keeps_time);
        } else if (keeps_time) {
            time_ = kept_time_;
        }
    }
    SiteId look_up_site(const char* file, std::uint32_t line);
    // The buffer pauses.
    void after(const Event& event, bool keeps_time);

    struct PlaceHash {
        std::size_t operator()(const std::pair<const char*, unsigned>& place) const {
            return std::hash<const void*>{}(place.first) * 31 + place.second;
        }
    };

    Recorder& recorder_;
    const TimeSource& clock_;
    // Where the time is known; null: at the clock. A time that stands still is always known.
    const std::atomic<std::int64_t>* const standing_time_ = clock_.standing_ns();
    std::atomic<std::int64_t> last_ns_ = 0;
    const std::atomic<std::int64_t>* const kept_time_ =
        standing_time_ != nullptr ? standing_time_ : &last_ns_;
    const std::atomic<std::int64_t>* time_ = standing_time_;
    ThreadId thread_;
    std::uint64_t where_ = 0;  // the thread, as an event has it
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
    // By the address of the file's name: a look-up must not read the name itself.
    std::unordered_map<std::pair<const char*, unsigned>, SiteId, PlaceHash> site_ids_;
};

namespace detail {
inline constinit thread_local Writer* current_writer = nullptr;
}

/// The writer installed on this thread, or null when nothing records.
inline Writer* writer() { return detail::current_writer; }

}  // namespace coroscope::trace
