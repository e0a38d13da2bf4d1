#include "viz/panels/timeline_words.hpp"

#include <cstdio>

#include "viz/model/awaited.hpp"
#include "viz/model/names.hpp"
#include "viz/model/screen_text.hpp"
#include "viz/model/wait_words.hpp"
#include "viz/panels/stage_words.hpp"
#include "viz/panels/strings.hpp"
#include "viz/panels/timeline_grain.hpp"

namespace coroscope::viz {
namespace {

std::string string_of(const trace::Recording& recording, trace::StringId id) {
    return id < recording.strings.size() ? recording.strings[id] : std::string{};
}

/// `seq`: an event by which the party is known.
std::string party_text(const TimelineSource& source, trace::Party party, std::size_t seq) {
    const trace::Recording& recording = source.recording;
    if (party.kind() == trace::PartyKind::task) {
        const std::size_t track = source.tracks.of_task(party.number());
        if (track != Tracks::none) {
            std::string label = string_of(recording, source.tracks.tracks[track].label);
            if (!label.empty()) return label;
        }
    }
    if (party.kind() == trace::PartyKind::future) return future_label(recording, party, seq);
    return party ? trace::party_name(recording, party) : std::string{};
}

std::size_t seq_of(const TimelineSource& source, const Span& span) {
    return source.beats[span.begin_beat].seq;
}

/// `sleep(2)`, `gather`, `work(1)`: what a task waits for.
std::string wait_text(const TimelineSource& source, const Span& span) {
    std::string what = string_of(source.recording, span.text);
    if (what == "task") return party_text(source, span.party, seq_of(source, span));
    if (what == "sleep" && span.deadline != no_time)
        return what + "(" + asked_seconds(span.begin_ns, span.deadline) + ")";
    if (what == "lock") {
        const std::size_t seq = seq_of(source, span);
        const auto task = static_cast<trace::TaskId>(source.recording.events[seq].task);
        what = awaited_word(source.recording, task, seq);
    }
    return wait_noun(source.language, what);
}

std::string blocking_text(const TimelineSource& source, const Span& span) {
    const std::string what = string_of(source.recording, span.text);
    if (what != "sleep") return blocking_call(what);
    const std::int64_t until = span.deadline != no_time ? span.deadline : span.end_ns;
    return blocking_call(what, asked_seconds(span.begin_ns, until));
}

std::string due_text(const TimelineSource& source, const Span& span) {
    if (is_never(span.deadline)) return tr(source.language, Str::never_due);
    return tr(source.language, Str::due_at, {seconds_text(static_cast<double>(span.deadline))});
}

/// `waiting for {work(1), work(2)}`, `for 2 tasks`; `sleep(2)`.
std::vector<std::string> waiting_labels(const TimelineSource& source, const Span& span,
                                        const std::string& what) {
    if (span.party.kind() == trace::PartyKind::handle) {
        return {due_text(source, span)};
    }
    const std::string wait = wait_text(source, span);
    if (what == "sleep") return {wait};
    std::vector<std::string> labels{tr(source.language, Str::waiting_for, {wait}), wait};
    if (what != "wait" && what != "gather" && what != "wait_for") return labels;
    const trace::Event& rest = source.recording.events[seq_of(source, span)];
    const std::vector<trace::Party> parties = awaited_together(
        source.recording, static_cast<trace::TaskId>(rest.task), seq_of(source, span));
    if (parties.empty()) return labels;
    if (what == "wait_for" && parties.size() == 1) {
        const std::string name = party_text(source, parties.front(), seq_of(source, span));
        return {tr(source.language, Str::waiting_for, {name}),
                tr(source.language, Str::waits_for_what, {name}), name};
    }
    const std::string count = count_of(source.language, parties);
    labels.insert(labels.begin(), tr(source.language, Str::waits_for_what, {count}));
    // No bar is so wide that it shows the names of more.
    if (constexpr std::size_t most_named = 100; parties.size() > most_named) return labels;
    std::string names;
    for (const trace::Party party : parties)
        names += (names.empty() ? "{" : ", ") + party_text(source, party, seq_of(source, span));
    if (parties.size() == 1)
        labels.front() = tr(source.language, Str::waits_for_what, {names.substr(1)});
    labels.insert(labels.begin(), tr(source.language, Str::waiting_for, {names + "}"}));
    return labels;
}

const char* state_text(const Span& span, Language language) {
    switch (span.kind) {
        case SpanKind::plain:
            return tr(language, Str::main_thread_code);
        case SpanKind::exception:
            return "except";
        case SpanKind::loop_run:
            return tr(language, Str::event_loop);
        case SpanKind::idle:
            return tr(language, Str::selecting);
        case SpanKind::blocked:
            return tr(language, Str::blocked);
        case SpanKind::iteration:
            return tr(language, Str::iteration);
        case SpanKind::ready:
            return tr(language, Str::pending_ready);
        case SpanKind::running:
            return tr(language, span.blocking ? Str::runs_blocking : Str::doc_running);
        case SpanKind::waiting:
            return tr(language, Str::pending_waiting);
        case SpanKind::done:
            return tr(language, Str::doc_done);
        case SpanKind::failed:
            return tr(language, Str::failed);
        case SpanKind::cancelled:
            return tr(language, Str::doc_cancelled);
        case SpanKind::destroyed:
            return tr(language, Str::destroyed_pending);
    }
    return "";
}

}  // namespace

SpanLook look_of(const Span& span) {
    switch (span.kind) {
        case SpanKind::plain:
            return {Look::running, true};
        case SpanKind::exception:
            return {Look::cancelled, false};
        case SpanKind::loop_run:
            return {Look::running, false};
        case SpanKind::idle:
            return {Look::destroyed, true};
        case SpanKind::blocked:
            return {Look::blocked, false};
        case SpanKind::iteration:
            return {Look::destroyed, true};
        case SpanKind::ready:
            return {Look::ready, false};
        case SpanKind::running:
            return {span.blocking ? Look::blocked : Look::running, false};
        case SpanKind::waiting:
            return {Look::waiting, false};
        case SpanKind::done:
            return {Look::done, false};
        case SpanKind::failed:
            return {Look::failed, false};
        case SpanKind::cancelled:
            return {Look::cancelled, false};
        case SpanKind::destroyed:
            return {Look::destroyed, false};
    }
    return {};
}

std::string row_name(const trace::Recording& recording, const Track& track, Language language) {
    switch (track.kind) {
        case TrackKind::thread:
            return std::string{recording.thread_name(track.thread)};
        case TrackKind::loop:
            return trace::loop_name(track.loop);
        case TrackKind::task:
            return string_of(recording, track.label != 0 ? track.label : track.name);
        case TrackKind::callback:
            return string_of(recording, track.label);
        case TrackKind::more:
            return tr(language, track.more == 1 ? Str::one_more_callback : Str::more_callbacks,
                      {std::to_string(track.more)});
        case TrackKind::person:
            return tr(language, Str::you);
    }
    return {};
}

std::string row_title(const trace::Recording& recording, const Track& track, Language language) {
    const std::string name = row_name(recording, track, language);
    return track.kind == TrackKind::task ? std::string{without_class(name)} : name;
}

std::vector<std::string> span_labels(const TimelineSource& source, const Span& span) {
    const Language language = source.language;
    const std::string text = string_of(source.recording, span.text);
    switch (span.kind) {
        case SpanKind::plain:
            return {tr(language, Str::main_thread_code)};
        case SpanKind::exception:
            return {"except " + text, text};
        case SpanKind::loop_run: {
            const std::string until = party_text(source, span.party, seq_of(source, span));
            return {text + "(" + until + ")", text};
        }
        case SpanKind::idle:
            return {"select() · " + std::string{tr(language, Str::idle)}, "select()"};
        case SpanKind::blocked:
            return {blocking_text(source, span), text};
        case SpanKind::iteration: {
            const std::string number = std::to_string(span.number);
            return {tr(language, Str::iteration_short, {number}), number};
        }
        case SpanKind::ready:
            return {tr(language, Str::ready)};
        case SpanKind::running:
            return {tr(language, span.blocking ? Str::does_not_yield : Str::doc_running)};
        case SpanKind::waiting:
            return waiting_labels(source, span, text);
        case SpanKind::done:
            // A callback's result is nobody's.
            return {text.empty() ? std::string{tr(language, Str::doc_done)} : "→ " + text};
        case SpanKind::failed:
            return {text, text.substr(0, text.find(':'))};
        case SpanKind::cancelled:
            return {tr(language, Str::doc_cancelled)};
        case SpanKind::destroyed:
            return {tr(language, Str::destroyed_pending), tr(language, Str::destroyed)};
    }
    return {};
}

std::string span_note(const TimelineSource& source, const Track& track, const Span& span) {
    const Language language = source.language;
    const std::string state = span.kind == SpanKind::iteration ? span_labels(source, span).front()
                                                               : state_text(span, language);
    std::string note = row_name(source.recording, track, language) + "  ·  " + state;
    const std::string begin = seconds_text(static_cast<double>(span.begin_ns));
    const std::string end = seconds_text(static_cast<double>(span.end_ns));
    const std::string length = seconds_text(static_cast<double>(span.end_ns - span.begin_ns));
    switch (span.kind) {
        case SpanKind::waiting:
            note += "\n" + span_labels(source, span).front();
            if (span.deadline != no_time && span.party.kind() != trace::PartyKind::handle)
                note += " · " + due_text(source, span);
            break;
        case SpanKind::blocked:
            note += "\n" + blocking_text(source, span);
            break;
        case SpanKind::loop_run:
        case SpanKind::exception:
        case SpanKind::done:
        case SpanKind::failed:
        case SpanKind::cancelled:
            note += "\n" + span_labels(source, span).front();
            break;
        case SpanKind::plain:
        case SpanKind::iteration:
        case SpanKind::idle:
        case SpanKind::ready:
        case SpanKind::running:
        case SpanKind::destroyed:
            break;
    }
    note += "\n" + tr(language, Str::from_to, {begin, end, length});
    return note + " · " +
           tr(language, Str::beats_from_to,
              {std::to_string(span.begin_beat), std::to_string(span.end_beat)});
}

std::string count_text(std::size_t count) {
    const std::string digits = std::to_string(count);
    std::string text;
    for (std::size_t at = 0; at < digits.size(); ++at) {
        if (at > 0 && (digits.size() - at) % 3 == 0) text += ' ';
        text += digits[at];
    }
    return text;
}

std::string crowd_note(const TimelineSource& source, const Track& track, const Axis& axis,
                       std::size_t first, std::size_t count) {
    const Language language = source.language;
    const Shares shares = shares_of(track, axis, {first, 0, 0, true, first, count});
    std::string note = row_name(source.recording, track, language) + "  ·  " +
                       tr(language, Str::crowd, {count_text(count)});
    std::string states;
    for (std::size_t state = 0; state < most_states; ++state) {
        if (shares[state] <= 0) continue;
        const SpanStart start = span_of_state(track.kind, state);
        Span span;
        span.kind = start.kind;
        span.blocking = start.blocking;
        char percent[16];
        std::snprintf(percent, sizeof percent, shares[state] < 0.01 ? "%.2f" : "%.0f",
                      shares[state] * 100);
        states += (states.empty() ? "\n" : " · ") +
                  tr(language, Str::crowd_share, {state_text(span, language), percent});
    }
    const std::size_t begin = track.spans.begin_beat(first);
    const std::size_t end = track.spans.end_beat(first + count - 1);
    const auto from = static_cast<double>(source.beats.t_ns(begin));
    const auto to = static_cast<double>(source.beats.t_ns(end));
    note +=
        states + "\n" +
        tr(language, Str::from_to, {seconds_text(from), seconds_text(to), seconds_text(to - from)});
    return note + " · " +
           tr(language, Str::beats_from_to, {std::to_string(begin), std::to_string(end)});
}

std::string mark_note(const TimelineSource& source, const Mark& mark) {
    const Language language = source.language;
    std::string text = string_of(source.recording, mark.text);
    const std::string who =
        mark.track < source.tracks.tracks.size()
            ? row_name(source.recording, source.tracks.tracks[mark.track], language) + "  ·  "
            : std::string{};
    switch (mark.kind) {
        case MarkKind::print:
            return who + tr(language, Str::print_mark) + "\n" + screen_text(text);
        case MarkKind::interrupt:
            return tr(language, Str::interrupt_mark);
        case MarkKind::intervention:
            return text;
        case MarkKind::cancel:
            return who + tr(language, Str::cancel_answer, {mark.accepted ? "True" : "False"});
        case MarkKind::warning:
            return who + text;
    }
    return {};
}

}  // namespace coroscope::viz
