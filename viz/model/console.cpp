#include "viz/model/console.hpp"

#include <algorithm>

#include "viz/model/deadlock.hpp"
#include "viz/model/names.hpp"
#include "viz/model/printed.hpp"
#include "viz/model/screen_text.hpp"

namespace coroscope::viz {

using trace::Kind;

namespace {

// The value of what is told on stderr.
constexpr std::int64_t to_stderr = 2;

std::string_view text_of(const trace::Recording& recording, const trace::Event& event) {
    return known_string(recording, static_cast<trace::StringId>(event.text));
}

constexpr trace::ThreadId main_thread = 1;

// `Segmentation fault` of `signal 11: Segmentation fault`, as the shell says it; else nothing.
std::string_view death_words(std::string_view end) {
    const std::size_t colon = end.find(": ");
    return end.starts_with("signal ") && colon != std::string_view::npos ? end.substr(colon + 2)
                                                                         : "";
}

// What `sys.exit(what)` has the interpreter write: `bye` of `SystemExit: bye`, and nothing of a
// number, which is the exit status.
std::string_view parting_words(std::string_view exit) {
    constexpr std::string_view name = "SystemExit: ";
    const std::string_view words = exit.starts_with(name) ? exit.substr(name.size()) : "";
    const std::string_view digits = words.substr(words.starts_with('-') ? 1 : 0);
    const bool is_number =
        !digits.empty() && digits.find_first_not_of("0123456789") == std::string_view::npos;
    const bool is_status = is_number || words == "None" || words == "True" || words == "False";
    return is_status ? "" : words;
}

// An exception that ends a thread in silence, or with what the console says anyway.
bool is_quiet_end(std::string_view exception, bool in_main, bool interrupted) {
    if (exception.starts_with("SystemExit")) {
        return !in_main || parting_words(exception).empty();
    }
    if (exception.starts_with("os._exit(")) {
        return true;
    }
    const bool is_ctrl_c = in_main && interrupted && exception.starts_with("KeyboardInterrupt");
    return exception.empty() || is_ctrl_c;
}

// `read` of `read(2)`.
std::string coroutine_name(const trace::Recording& recording, const trace::Event& event) {
    const std::string_view label = text_of(recording, event);
    return std::string{label.substr(0, label.find('('))};
}

// What raised, of a callback that has ended so.
std::string callback_of(const trace::Recording& recording, std::size_t seq) {
    const Party handle = recording.events[seq].other;
    while (seq-- > 0) {
        const trace::Event& event = recording.events[seq];
        if (event.kind == Kind::handle_begin && event.other == handle) {
            return std::string{text_of(recording, event)};
        }
    }
    return trace::party_name(recording, handle);
}

std::string class_of(const trace::Recording& recording, const trace::Event& event,
                     std::size_t seq) {
    if (event.other.kind() == trace::PartyKind::task) {
        return "Task";
    }
    return future_label(recording, event.other, seq) == "gather()" ? "_GatheringFuture" : "Future";
}

std::string complaint(const trace::Recording& recording, std::size_t seq) {
    const trace::Event& event = recording.events[seq];
    std::string error{text_of(recording, event)};
    switch (static_cast<Kind>(event.kind)) {
        case Kind::never_awaited:
            return "RuntimeWarning: coroutine '" + coroutine_name(recording, event) +
                   "' was never awaited";
        case Kind::destroyed_pending:
            return "Task was destroyed but it is pending!";
        case Kind::exception_unretrieved:
            return class_of(recording, event, seq) + " exception was never retrieved\n" + error;
        case Kind::handle_end:
            return "Exception in callback " + callback_of(recording, seq) + "\n" + error;
        case Kind::thread_end:
            if (event.thread != main_thread) {
                return "Exception in thread " +
                       std::string{
                           recording.thread_name(static_cast<trace::ThreadId>(event.thread))} +
                       ":\n" + error;
            }
            if (const std::string_view death = death_words(error); !death.empty()) {
                return std::string{death};
            }
            return error.starts_with("SystemExit") ? std::string{parting_words(error)} : error;
        default:
            return error;
    }
}

}  // namespace

// Of the events that may have a line: has that one?
bool ConsoleReader::is_written(const trace::Recording& recording, const trace::Event& event) {
    switch (static_cast<Kind>(event.kind)) {
        case Kind::never_awaited:
            return warned_
                .emplace(coroutine_name(recording, event), static_cast<trace::SiteId>(event.site))
                .second;
        case Kind::destroyed_pending:
        case Kind::exception_unretrieved:
        case Kind::handle_end:
            return event.value == to_stderr;
        case Kind::thread_end:
            return !is_quiet_end(text_of(recording, event), event.thread == main_thread,
                                 interrupted_);
        case Kind::block_end:
        case Kind::loop_run_end:
            return false;
        default:
            return true;
    }
}

std::optional<ConsoleLine> ConsoleReader::line_of(const trace::Recording& recording,
                                                  std::size_t seq, ConsoleLineKind kind) {
    const trace::Event& event = recording.events[seq];
    interrupted_ = interrupted_ || event.kind == Kind::interrupt;
    if (given_up_) {
        return std::nullopt;
    }
    given_up_ = gives_up(recording, event);
    if (given_up_) {
        kind = ConsoleLineKind::given_up;
    } else if (!is_written(recording, event)) {
        return std::nullopt;
    }
    if (event.kind == Kind::print && is_to_stderr(event)) {
        kind = ConsoleLineKind::error;
    }
    return ConsoleLine{.kind = kind,
                       .seq = seq,
                       .t_ns = event.t_ns,
                       .task = static_cast<trace::TaskId>(
                           event.task < recording.task_names.size() ? event.task : 0),
                       .thread = static_cast<trace::ThreadId>(
                           event.thread < recording.thread_names.size() ? event.thread : 0),
                       .row = row_of(event, kind)};
}

std::size_t ConsoleReader::row_of(const trace::Event& event, ConsoleLineKind kind) {
    // What goes to the other stream stands apart.
    const bool goes_on = open_ == kind;
    open_.reset();
    if (event.kind == Kind::print && line_goes_on(event)) {
        open_ = kind;
    }
    return goes_on ? rows_ - 1 : rows_++;
}

LongList<ConsoleLine> console_lines(const trace::Recording& recording) {
    ConsoleReader reader;
    LongList<ConsoleLine> lines;
    for (std::size_t seq = 0; seq < recording.events.size(); ++seq) {
        if (const std::optional<ConsoleLine> line = reader.read(recording, seq)) {
            lines.push_back(*line);
        }
    }
    return lines;
}

std::string console_text(const trace::Recording& recording, const ConsoleLine& line) {
    switch (line.kind) {
        case ConsoleLineKind::out:
        case ConsoleLineKind::error:
            return std::string{text_of(recording, recording.events[line.seq])};
        case ConsoleLineKind::interrupt:
            return "KeyboardInterrupt";
        case ConsoleLineKind::complaint:
            return complaint(recording, line.seq);
        case ConsoleLineKind::given_up:
            return {};
    }
    return {};
}

std::size_t printed_until(const LongList<ConsoleLine>& lines, std::size_t seq) {
    const auto found = std::partition_point(
        lines.begin(), lines.end(), [&](const ConsoleLine& line) { return line.seq <= seq; });
    return static_cast<std::size_t>(found - lines.begin());
}

ConsoleRow row_from(const LongList<ConsoleLine>& lines, std::size_t begin, std::size_t count) {
    ConsoleRow row{.begin = begin, .end = begin};
    while (row.end < count && lines[row.end].row == lines[begin].row) {
        ++row.end;
    }
    return row;
}

std::string row_text(const trace::Recording& recording, const LongList<ConsoleLine>& lines,
                     ConsoleRow row) {
    constexpr std::size_t most = 4096;
    const std::size_t begin = row.end - std::min(most, row.end - row.begin);
    std::string text = begin > row.begin ? "…" : "";
    for (std::size_t i = begin; i < row.end; ++i) {
        text += console_text(recording, lines[i]);
    }
    return screen_text(text);
}

}  // namespace coroscope::viz
