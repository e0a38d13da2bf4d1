#include "runtime/trace/writer.hpp"

#include <utility>

#include "runtime/trace/recorder.hpp"

namespace coroscope::trace {
namespace {

// The runtime's own headers and sources (the build maps paths to those of the repository), those
// of the sandbox's interpreter, whose programs have lines of their own; no place.
bool is_runtime_file(std::string_view file) {
    return file.empty() || file.starts_with("runtime/") || file.starts_with("lessons/sandbox/");
}

// An interpreter's calls stand at the line that it has put into the context.
bool is_present_line(std::string_view file) { return file == "lessons/sandbox/present_line.hpp"; }

}  // namespace

Writer::Writer(Recorder& recorder, const TimeSource& clock, ThreadId thread, Buffer& buffer,
               Watcher* its_watcher)
    : watcher{its_watcher},
      recorder_{recorder},
      clock_{clock},
      context_{thread},
      thread_{thread},
      buffer_{buffer} {
    note_context();
}

void Writer::begin_loop(LoopId loop, SiteId site) {
    context_.begin_loop(loop, site);
    note_context();
}

void Writer::go_back_to(const Context& context) {
    context_ = context;
    note_context();
}

void Writer::begin_step(TaskId task, SiteId site, StringId exception) {
    context_.begin_step(task, site);
    note(context_.step_word());
    emit(Kind::step_begin, {.text = exception}, When::as_the_last);
}

void Writer::end_step(StringId how, When when) {
    emit(Kind::step_end, {.text = how}, when);
    context_.leave_step();
}

bool Writer::put(journal::Word first, journal::Word value, journal::Word more, When when) {
    const std::int64_t now = when == When::now || watcher != nullptr ? look_rarely() : 0;
    const journal::Entry entry{first, value, more};
    buffer_.publish(entry.write_to(buffer_.make_room()));
    buffer_.go_on();
    if (buffer_.has_reached_limit()) {
        recorder_.tell_limit();
    }
    if (watcher != nullptr) {
        watcher->recorded(context_.now(now).event(entry));
    }
    return watcher != nullptr;
}

void Writer::note_rarely(journal::Word word) {
    journal::Word* const to = buffer_.make_room();
    *to = word;
    buffer_.publish(to + 1);
}

// All that holds from here on but for the time.
void Writer::note_context() {
    buffer_.writer = this;
    note(context_.loop_word());
    note(context_.step_word());
}

// In any case; another thread may have had its turn. The time that it is.
std::int64_t Writer::look_rarely() {
    if (ticks_ != nullptr) {
        const std::uint64_t ticks = ticks_->ticks();
        note(journal::of_time(ticks));
        return ticks_->ns_of(ticks);
    }
    if (stands_still_ && buffer_.writer != this) {
        note_context();
    }
    const std::int64_t now = clock_.now_ns();
    const std::int64_t before = std::exchange(buffer_.told_ns, now);
    if (const std::uint64_t epoch = journal::epoch_of(now); epoch != journal::epoch_of(before)) {
        note(journal::of_epoch(epoch));
    }
    if (now != before) {
        note(journal::of_time(static_cast<std::uint64_t>(now)));
    }
    return now;
}

StringId Writer::intern(std::string_view text) {
    if (text.empty()) {
        return id_of(Word::none);
    }
    KnownString& known =
        recent_strings_[std::hash<std::string_view>{}(text) % recent_strings_.size()];
    if (known.text != text) {
        const auto [id, kept] = recorder_.tables().intern(text);
        known = {kept, id};
    }
    return known.id;
}

StringId Writer::look_up(const LateText& text, KnownLateText& known) {
    known = {text, recorder_.tables().intern(text)};
    return known.id;
}

std::string_view Writer::string(StringId id) const { return recorder_.tables().string(id); }

SiteId Writer::look_up_site(const char* file, std::uint32_t line) {
    const std::pair<const char*, unsigned> place{file, line};
    if (auto found = site_ids_.find(place); found != site_ids_.end()) {
        recent_sites_.keep(place.first, place.second, found->second);
        return found->second;
    }
    if (is_present_line(file)) {
        return context_.site();
    }
    const SiteId id = is_runtime_file(file) ? 0 : recorder_.tables().site(file, line);
    site_ids_.emplace(place, id);
    return id;
}

}  // namespace coroscope::trace
