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

    /// The present context; the runtime sets it when a loop or a step begins and ends.
    Context context;

    /// Since the last event code of the program's has run, or this thread has waited or taken what
    /// another one sent: what happens `as_the_last` from here on happens now.
    void look() {
        if (standing_time_ == nullptr) {
            last_ns_.store(clock_.now_ns(), std::memory_order_relaxed);
        }
    }

    /// Append an event of that kind on this thread. Loop, task and site come from the context where
    /// `fields` leaves them 0; a call_soon, call_threadsafe or handle_begin has the site it is
    /// given or none. True: somebody watches.
    // Always in place: most of it is known where it is called. Whom it calls in rare cases is
    // called last, so that nothing must be kept over a call.
    [[gnu::always_inline]] bool emit(Kind kind, const Fields& fields = {}, When when = When::now) {
        const PackedFields packed = pack(kind, fields);
        return !put_at_once(packed, fields.value, when) &&
               put(packed.about, packed.where, fields.value, when);
    }
    /// The same where nobody has to be called for it. False: nothing has happened, and the caller
    /// goes on in a function of its own with `emit`. For what happens in every step: it needs no
    /// registers that were to be saved.
    [[gnu::always_inline]] bool emit_at_once(Kind kind, const Fields& fields, When when) {
        return put_at_once(pack(kind, fields), fields.value, when);
    }

    /// Append two events, the second at the time of the first; the context is that of both. False,
    /// and nothing has happened: as above.
    [[gnu::always_inline]] bool emit_both_at_once(Kind kind, const Fields& fields, When when,
                                                  Kind next_kind, const Fields& next_fields) {
        const PackedFields packed = pack(kind, fields);
        const PackedFields next_packed = pack(next_kind, next_fields);
        std::int64_t now = 0;
        if (!find_time(when, now)) {
            return false;
        }
        Buffer& buffer = buffer_;
        Event& event = buffer.room();
        Event& next = *(&event + 1);  // there is none behind a chunk's last: it pauses then
        if (buffer.pauses_after(next)) {
            return false;
        }
        write(event, packed, fields.value, now);
        write(next, next_packed, next_fields.value, now);
        buffer.publish(next);
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
    [[gnu::always_inline]] PackedFields pack(Kind kind, const Fields& fields) const {
        // In these a line says that the callback is the program's own, so none is filled in.
        const bool line_has_meaning =
            kind == Kind::call_soon || kind == Kind::call_threadsafe || kind == Kind::handle_begin;
        PackedFields packed =
            context.complete(fields.task, fields.site, line_has_meaning, fields.loop);
        packed.about |= PackedFields::of_text(fields.text);
        packed.where |= PackedFields::of_other(fields.other) | PackedFields::of_kind(kind);
        return packed;
    }
    // False where the time is the system's to tell.
    [[gnu::always_inline]] bool find_time(When when, std::int64_t& now) {
        if (when == When::as_the_last || standing_time_ != nullptr) {
            now = time_of_last_->load(std::memory_order_relaxed);
        } else if (ticks_ != nullptr) {
            now = ticks_->ticks_ns();
            last_ns_.store(now, std::memory_order_relaxed);
        } else {
            return false;
        }
        return true;
    }
    // False, and nothing has happened, where the time is the system's to tell, or the buffer
    // pauses.
    [[gnu::always_inline]] bool put_at_once(const PackedFields& packed, std::int64_t value,
                                            When when) {
        std::int64_t now = 0;
        if (!find_time(when, now)) {
            return false;
        }
        Buffer& buffer = buffer_;  // which no event written is taken to change
        Event& event = buffer.room();
        if (buffer.pauses_after(event)) {
            return false;
        }
        write(event, packed, value, now);
        buffer.publish(event);
        return true;
    }
    // In any case. Does somebody watch? The words one by one: see `PackedFields::write`.
    bool put(std::uint64_t about, std::uint64_t where, std::int64_t value, When when);
    static void write(Event& event, const PackedFields& packed, std::int64_t value,
                      std::int64_t now) {
        event.t_ns = now;
        event.value = value;
        packed.write_to(event);
    }
    SiteId look_up_site(const char* file, std::uint32_t line);

    struct PlaceHash {
        std::size_t operator()(const std::pair<const char*, unsigned>& place) const {
            return std::hash<const void*>{}(place.first) * 31 + place.second;
        }
    };

    Recorder& recorder_;
    const TimeSource& clock_;
    const TickClock* const ticks_ = clock_.ticks();
    // A time that stands still is that of the last event, too.
    const std::atomic<std::int64_t>* const standing_time_ = clock_.standing_ns();
    std::atomic<std::int64_t> last_ns_ = 0;
    const std::atomic<std::int64_t>* const time_of_last_ =
        standing_time_ != nullptr ? standing_time_ : &last_ns_;
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
