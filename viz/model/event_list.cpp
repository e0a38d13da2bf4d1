#include "viz/model/event_list.hpp"

#include <algorithm>
#include <cctype>

namespace coroscope::viz {

namespace {

std::string lower(std::string_view text) {
    std::string result{text};
    std::transform(result.begin(), result.end(), result.begin(), [](unsigned char c) {
        return static_cast<char>(c < 0x80 ? std::tolower(c) : c);
    });
    return result;
}

std::vector<std::string> words_of(std::string_view filter) {
    std::vector<std::string> words;
    const std::string text = lower(filter);
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find(' ', begin), text.size());
        if (end > begin) words.push_back(text.substr(begin, end - begin));
        begin = end + 1;
    }
    return words;
}

void append(std::string& text, std::string_view part) {
    if (part.empty()) return;
    text += text.empty() ? "" : "  ";
    text += part;
}

}  // namespace

EventGroup group_of(trace::Kind kind) {
    using trace::Kind;
    switch (kind) {
        case Kind::task_new:
        case Kind::task_renamed:
        case Kind::step_begin:
        case Kind::waits:
        case Kind::step_end:
        case Kind::woken:
        case Kind::cancel_asked:
        case Kind::uncancel:
        case Kind::task_done:
        case Kind::task_failed:
        case Kind::task_cancelled:
        case Kind::destroyed_pending:
        case Kind::exception_unretrieved:
            return EventGroup::tasks;
        case Kind::coro_new:
        case Kind::coro_enter:
        case Kind::coro_exit:
        case Kind::never_awaited:
            return EventGroup::coroutines;
        case Kind::loop_new:
        case Kind::loop_run_begin:
        case Kind::loop_run_end:
        case Kind::loop_stop:
        case Kind::loop_close:
        case Kind::iteration_begin:
        case Kind::select_begin:
        case Kind::select_end:
        case Kind::io_wait:
        case Kind::io_ready:
            return EventGroup::loop;
        case Kind::call_soon:
        case Kind::call_threadsafe:
        case Kind::timer_set:
        case Kind::timer_due:
        case Kind::timer_cancel:
        case Kind::handle_cancel:
        case Kind::handle_begin:
        case Kind::handle_end:
        case Kind::future_new:
        case Kind::future_done:
        case Kind::callback_add:
        case Kind::callback_remove:
        case Kind::callback_run:
            return EventGroup::callbacks;
        case Kind::recording:
        case Kind::thread_start:
        case Kind::thread_end:
        case Kind::block_begin:
        case Kind::block_end:
            return EventGroup::threads;
        case Kind::print:
        case Kind::line:
        case Kind::interrupt:
        case Kind::intervention:
            break;
    }
    return EventGroup::output;
}

std::string event_text(const trace::Recording& recording, std::size_t seq) {
    const trace::Event& event = recording.events[seq];
    std::string text;
    const auto task = static_cast<trace::TaskId>(event.task);
    if (task != 0 && task < recording.task_names.size()) append(text, recording.task_name(task));
    const trace::Party other = event.other;
    const bool known =
        other.kind() == trace::PartyKind::task     ? other.number() < recording.task_names.size()
        : other.kind() == trace::PartyKind::thread ? other.number() < recording.thread_names.size()
                                                   : true;
    if (known) append(text, trace::party_name(recording, other));
    if (event.text < recording.strings.size()) append(text, recording.text(event));
    return text;
}

namespace {

// By task: its coroutine, as `work(2)`.
std::vector<trace::StringId> labels_of(const trace::Recording& recording) {
    std::vector<trace::StringId> labels(recording.task_names.size());
    for (const trace::Event& event : recording.events) {
        if (event.kind == trace::Kind::task_new && event.task < labels.size()) {
            labels[event.task] = static_cast<trace::StringId>(event.text);
        }
    }
    return labels;
}

bool matches(const trace::Recording& recording, std::size_t seq,
             const std::vector<std::string>& words, const std::vector<trace::StringId>& labels,
             EventGroups groups) {
    const trace::Event& event = recording.events[seq];
    const auto kind = static_cast<trace::Kind>(event.kind);
    if (groups != 0 && (groups & bit_of(group_of(kind))) == 0) return false;
    if (words.empty()) return true;
    std::string text{trace::kind_name(kind)};
    append(text, event_text(recording, seq));
    const auto append_label = [&](std::size_t task) {
        if (task < labels.size() && labels[task] < recording.strings.size())
            append(text, recording.string(labels[task]));
    };
    append_label(event.task);
    const trace::Party other = event.other;
    if (other.kind() == trace::PartyKind::task) append_label(other.number());
    text = lower(text);
    return std::all_of(words.begin(), words.end(), [&](const std::string& word) {
        return text.find(word) != std::string::npos;
    });
}

}  // namespace

std::vector<std::size_t> matching_events(const trace::Recording& recording, std::string_view filter,
                                         EventGroups groups) {
    const std::vector<std::string> words = words_of(filter);
    const std::vector<trace::StringId> labels = labels_of(recording);
    std::vector<std::size_t> found;
    for (std::size_t seq = 0; seq < recording.events.size(); ++seq) {
        if (matches(recording, seq, words, labels, groups)) found.push_back(seq);
    }
    return found;
}

void EventSearch::update(const trace::Recording& now, std::string_view wanted, EventGroups groups) {
    constexpr std::size_t at_a_time = 20'000;  // some milliseconds
    const std::vector<std::string> words = words_of(wanted);
    const std::string_view filter = words.empty() ? std::string_view{} : wanted;
    if (recording_ != &now || events_ != now.events.size() || filter_ != filter ||
        groups_ != groups) {
        recording_ = &now;
        events_ = now.events.size();
        filter_ = filter;
        groups_ = groups;
        searched_ = finds_all() ? events_ : 0;
        found_.clear();
        labels_ = finds_all() ? std::vector<trace::StringId>{} : labels_of(now);
    }
    const std::size_t end = std::min(events_, searched_ + at_a_time);
    for (; searched_ < end; ++searched_) {
        if (matches(now, searched_, words, labels_, groups_)) {
            found_.push_back(static_cast<std::uint32_t>(searched_));
        }
    }
}

std::size_t EventSearch::until(std::size_t seq) const {
    if (finds_all()) return std::min(seq + 1, events_);
    const auto after = std::upper_bound(found_.begin(), found_.end(), seq);
    return static_cast<std::size_t>(after - found_.begin());
}

}  // namespace coroscope::viz
