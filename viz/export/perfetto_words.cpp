#include "viz/export/perfetto_words.hpp"

#include <fmt/format.h>

#include "viz/model/names.hpp"

namespace coroscope::viz::perfetto {

namespace {

/// `what: more`, or `what` alone.
std::string with(std::string_view what, std::string_view more) {
    return more.empty() ? std::string{what} : fmt::format("{}: {}", what, more);
}

}  // namespace

std::string track_name(const trace::Recording& recording, const Track& track) {
    const std::string label{known_string(recording, track.label)};
    switch (track.kind) {
        case TrackKind::thread:
        case TrackKind::callback:
            return label;
        case TrackKind::loop:
            return trace::loop_name(track.loop);
        case TrackKind::task:
            return fmt::format("{} · {}", label, known_string(recording, track.name));
        case TrackKind::more:
            return fmt::format("and {} more callback{}", track.more, track.more == 1 ? "" : "s");
        case TrackKind::person:
            return "you";
    }
    return label;
}

std::string span_name(const trace::Recording& recording, const Span& span) {
    const std::string_view text = known_string(recording, span.text);
    switch (span.kind) {
        case SpanKind::plain:
            return "plain code";
        case SpanKind::exception:
            return with("after exception", text);
        case SpanKind::loop_run:
            return std::string{text};
        case SpanKind::idle:
            return "idle in select";
        case SpanKind::blocked:
            return with("blocked", text);
        case SpanKind::iteration:
            return fmt::format("iteration {}", span.number);
        case SpanKind::ready:
            return "ready";
        case SpanKind::running:
            return span.blocking ? "running, blocks its thread" : "running";
        case SpanKind::waiting:
            return with("waiting", text);
        case SpanKind::done:
            return with("done", text);
        case SpanKind::failed:
            return with("failed", text);
        case SpanKind::cancelled:
            return with("cancelled", text);
        case SpanKind::destroyed:
            return "destroyed while pending";
    }
    return {};
}

std::string mark_name(const trace::Recording& recording, const Mark& mark) {
    const std::string_view text = known_string(recording, mark.text);
    switch (mark.kind) {
        case MarkKind::print:
            return fmt::format("print: {}", text);
        case MarkKind::interrupt:
            return "KeyboardInterrupt";
        case MarkKind::intervention:
            return with("you", text);
        case MarkKind::cancel:
            return mark.accepted ? "cancel() → True" : "cancel() → False";
        case MarkKind::warning:
            return with("warning", text);
    }
    return {};
}

const char* link_name(LinkKind kind) {
    switch (kind) {
        case LinkKind::created:
            return "created";
        case LinkKind::woke:
            return "woke";
        case LinkKind::cancelled:
            return "asked to cancel";
        case LinkKind::handed_over:
            return "handed over";
        case LinkKind::interrupted:
            return "interrupted";
        case LinkKind::touched:
            return "done by the person";
    }
    return "";
}

const char* category(SpanKind kind) {
    switch (kind) {
        case SpanKind::plain:
            return "plain";
        case SpanKind::exception:
            return "exception";
        case SpanKind::loop_run:
            return "loop_run";
        case SpanKind::idle:
            return "idle";
        case SpanKind::blocked:
            return "blocked";
        case SpanKind::iteration:
            return "iteration";
        case SpanKind::ready:
            return "ready";
        case SpanKind::running:
            return "running";
        case SpanKind::waiting:
            return "waiting";
        case SpanKind::done:
            return "done";
        case SpanKind::failed:
            return "failed";
        case SpanKind::cancelled:
            return "cancelled";
        case SpanKind::destroyed:
            return "destroyed";
    }
    return "";
}

const char* category(MarkKind kind) {
    switch (kind) {
        case MarkKind::print:
            return "print";
        case MarkKind::interrupt:
            return "interrupt";
        case MarkKind::intervention:
            return "intervention";
        case MarkKind::cancel:
            return "cancel";
        case MarkKind::warning:
            return "warning";
    }
    return "";
}

}  // namespace coroscope::viz::perfetto
