// Where everything stands on the stage at one moment: a lane for each thread with its loop (ready
// queue, the ring with what runs now, the waiting room, the shelves of what is finished), and a
// token for each task, queued callback and thread.
//
// Pure: no ImGui, no clock, no text. The same world always gives the same places, so motion is an
// interpolation between two layouts (stage_motion.hpp). Invariant: no two visible tokens overlap
// and none leaves its column; what does not fit is counted in `Overflow`, never drawn over another.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "runtime/trace/recording.hpp"
#include "viz/model/world.hpp"

namespace coroscope::viz {

/// A rectangle in pixels.
struct Box {
    float x = 0;
    float y = 0;
    float w = 0;
    float h = 0;
    [[nodiscard]] float right() const { return x + w; }
    [[nodiscard]] float bottom() const { return y + h; }
    [[nodiscard]] float mid_x() const { return x + w / 2; }
    [[nodiscard]] float mid_y() const { return y + h / 2; }
    [[nodiscard]] Box inset(float by) const { return {x + by, y + by, w - 2 * by, h - 2 * by}; }
    friend bool operator==(const Box&, const Box&) = default;
};

/// True where the two share area (touching edges do not).
bool overlaps(const Box& one, const Box& two);
/// True where `inner` lies in `outer`, within half a pixel.
bool contains(const Box& outer, const Box& inner);

/// Who will ever be on the stage in this recording, so that lanes and token sizes stay where they
/// are while the cursor moves. Computed once a recording; `known_cast` makes of it the cast for
/// those who guess what comes.
struct StageCast {
    static constexpr std::size_t never = static_cast<std::size_t>(-1);

    struct Member {
        ThreadId thread = 0;
        std::vector<LoopId> loops;        ///< the loops that this thread runs, in order
        std::size_t peak_unfinished = 0;  ///< most tasks alive at once
        std::size_t finished = 0;         ///< tasks with a result or an exception at the end
        std::size_t cancelled = 0;        ///< tasks cancelled or destroyed at the end
        std::size_t destroyed = 0;        ///< those of them that were destroyed while pending
        std::size_t since = 0;            ///< the thread's first event
    };
    std::vector<Member> members;  ///< by thread, in order of appearance
    /// True where only what has happened so far is known: then nothing is as large as what will
    /// stand there, the shelves are of one height, and arrows between lanes always have room.
    bool open = false;
    /// In whose lane a loop is: the thread's that runs it first, and until then the one's that made
    /// it.
    struct Home {
        LoopId loop = 0;
        ThreadId maker = 0;
        std::size_t made_at = never;  ///< that event
        ThreadId runner = 0;
        std::size_t runs_from = never;  ///< that event
    };
    std::vector<Home> homes;  ///< by rising loop
    /// Who hands work over to a loop that another thread runs.
    struct HandOver {
        ThreadId from = 0;
        LoopId to = 0;
        bool callbacks = false;   ///< by `call_soon_threadsafe`
        bool coroutines = false;  ///< by `run_coroutine_threadsafe`
        bool answered = false;    ///< and waits for a result, which comes back
        friend bool operator==(const HandOver&, const HandOver&) = default;
    };
    std::vector<HandOver> hand_overs;  ///< each pair once
    /// The futures that `run_coroutine_threadsafe` returned, rising, and where each was handed to.
    struct Promise {
        std::uint32_t future = 0;
        ThreadId from = 0;
        LoopId to = 0;
        friend auto operator<=>(const Promise&, const Promise&) = default;
    };
    std::vector<Promise> promises;
    /// Of that future, or null.
    [[nodiscard]] const Promise* promise_of(std::uint32_t future) const;
    /// Handles of the program's own timers (`call_later`), rising. The timer of a sleep is none:
    /// its task shows the countdown.
    std::vector<std::uint32_t> own_timers;
    /// Tasks of one coroutine function are a family: its name, and each task's, by TaskId. A crowd
    /// that has no room is counted by families.
    std::vector<std::string> families;
    std::vector<std::uint32_t> family;
    /// What callbacks with long names are called, by the number of that string.
    std::map<trace::StringId, std::string> callbacks;
};
StageCast stage_cast(const trace::Recording& recording);

/// The cast as it is known at that moment: nothing in it depends on what comes after.
StageCast known_cast(const StageCast& all, const World& world);

/// True where the stage has room for arrows between its lanes.
inline bool has_ways(const StageCast& cast) { return cast.open || !cast.hand_overs.empty(); }

enum class Place : unsigned char { ready, centre, waiting, done, cancelled };

/// How much a token can show in its size.
enum class TokenForm : unsigned char {
    card,  ///< dot, label and a line of state
    line,  ///< dot, label and a few words on one line
    chip,  ///< dot and label, small
};

struct Token {
    Party party;  ///< task, handle or thread
    Place place = Place::ready;
    TokenForm form = TokenForm::card;
    std::size_t lane = 0;  ///< index into `lanes`
    Box box;
    bool hidden = false;  ///< counted in an Overflow, whose box it shares
    friend bool operator==(const Token&, const Token&) = default;
};

/// A group in place of the tokens for which a full column has no room.
struct Overflow {
    static constexpr std::uint32_t no_family = static_cast<std::uint32_t>(-1);

    std::size_t lane = 0;
    Place place = Place::ready;
    Box box;
    std::size_t count = 0;
    std::uint32_t family = no_family;  ///< the largest among them
    std::size_t in_family = 0;         ///< how many belong to it
    friend bool operator==(const Overflow&, const Overflow&) = default;
};

struct Lane {
    ThreadId thread = 0;
    LoopId loop = 0;   ///< the loop shown, or 0 where there is none
    bool low = false;  ///< little height: titles take one line
    bool row = false;  ///< one of a table's rows (stage_rows.hpp): a slot instead of the ring
    Box frame;         ///< all of the lane
    Box header;        ///< one line: who it is and what it does
    Box titles;        ///< the band of the column titles
    Box ready;
    Box ring;  ///< square; the ring is inscribed. In a row: the slot
    Box waiting;
    Box done;
    Box cancelled;
    [[nodiscard]] const Box& box(Place place) const;
    friend bool operator==(const Lane&, const Lane&) = default;
};

struct StageLayout {
    std::vector<Lane> lanes;
    std::vector<Token> tokens;  ///< sorted by party
    std::vector<Overflow> overflows;
    [[nodiscard]] const Token* find(Party party) const;
    friend bool operator==(const StageLayout&, const StageLayout&) = default;
};

/// The places of everything in `area`; `unit` is the UI scale (1 = 100 %).
StageLayout layout_stage(const World& world, const StageCast& cast, const Box& area, float unit);

}  // namespace coroscope::viz
