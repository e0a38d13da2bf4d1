// What stands in the console: what the program has printed, and what Python complains of on stderr.
// The whole list is made once, and a cursor shows the beginning of it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "runtime/trace/recording.hpp"
#include "viz/model/by_kind.hpp"
#include "viz/model/long_list.hpp"

namespace coroscope::viz {

/// `given_up` is nobody's output: CPython would wait for ever there, and nothing follows.
enum class ConsoleLineKind : std::uint8_t { out, error, interrupt, complaint, given_up };

struct ConsoleLine {
    ConsoleLineKind kind = ConsoleLineKind::out;
    std::size_t seq = 0;  ///< to seek there
    std::int64_t t_ns = 0;
    trace::TaskId task = 0;  ///< who printed; 0: plain code
    trace::ThreadId thread = 0;
    /// The same as that of the line before where this goes on in it. Rows are counted from 0.
    std::size_t row = 0;
    friend bool operator==(const ConsoleLine&, const ConsoleLine&) = default;
};

/// What line an event of that kind may have, if any.
constexpr std::optional<ConsoleLineKind> possible_line(trace::Kind kind) {
    using trace::Kind;
    switch (kind) {
        case Kind::print:
            return ConsoleLineKind::out;
        case Kind::interrupt:
            return ConsoleLineKind::interrupt;
        case Kind::never_awaited:
        case Kind::destroyed_pending:
        case Kind::exception_unretrieved:
        case Kind::handle_end:
        case Kind::thread_end:
            return ConsoleLineKind::complaint;
        case Kind::block_end:
        case Kind::loop_run_end:
            return ConsoleLineKind::given_up;
        default:
            return std::nullopt;
    }
}

/// May an event of that kind have one?
inline bool may_have_line(trace::Kind kind) {
    static constexpr auto by_number =
        by_kind([](trace::Kind each) { return possible_line(each).has_value(); });
    return by_number[static_cast<std::size_t>(kind)];
}

/// Finds them, event by event.
class ConsoleReader {
public:
    /// The line of that event, if it has one. Call it for each that may, in order.
    std::optional<ConsoleLine> read(const trace::Recording& recording, std::size_t seq) {
        const auto possible = possible_line(recording.events[seq].kind);
        return possible ? line_of(recording, seq, *possible) : std::nullopt;
    }

private:
    std::optional<ConsoleLine> line_of(const trace::Recording& recording, std::size_t seq,
                                       ConsoleLineKind kind);
    bool is_written(const trace::Recording& recording, const trace::Event& event);
    std::size_t row_of(const trace::Event& event, ConsoleLineKind kind);

    // Of which coroutine it was said at which line: Python says the same once.
    std::set<std::pair<std::string, trace::SiteId>> warned_;
    // Has there been a Ctrl-C? Then the KeyboardInterrupt that ends the program is that one.
    bool interrupted_ = false;
    // Has the virtual clock given the run up? CPython would never come to what follows.
    bool given_up_ = false;
    std::size_t rows_ = 0;
    // Of what kind the last row is, where no newline has ended it.
    std::optional<ConsoleLineKind> open_;
};

/// All lines of a recording, by rising seq.
LongList<ConsoleLine> console_lines(const trace::Recording& recording);

/// What it says, as it was written; may hold several lines. A complaint is what CPython writes,
/// without its traceback. Where the run was given up nothing is written: it is for the reader to
/// say that, in his language.
std::string console_text(const trace::Recording& recording, const ConsoleLine& line);

/// How many of them have been printed by event number `seq`.
std::size_t printed_until(const LongList<ConsoleLine>& lines, std::size_t seq);

/// Lines [begin, end): what stands in one row.
struct ConsoleRow {
    std::size_t begin = 0;
    std::size_t end = 0;
};

/// The row that begins with that line, as far as it stands in the first `count`.
ConsoleRow row_from(const LongList<ConsoleLine>& lines, std::size_t begin, std::size_t count);

/// What a terminal shows of it; may hold several lines. Of very many parts the latest.
std::string row_text(const trace::Recording& recording, const LongList<ConsoleLine>& lines,
                     ConsoleRow row);

}  // namespace coroscope::viz
