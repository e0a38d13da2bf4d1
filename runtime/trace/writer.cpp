#include "runtime/trace/writer.hpp"

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
      context{thread},
      recorder_{recorder},
      clock_{clock},
      thread_{thread},
      buffer_{buffer} {}

bool Writer::put(std::uint64_t about, std::uint64_t where, std::int64_t value, When when) {
    if (when == When::now || watcher != nullptr) {
        look();
    }
    Event& event = buffer_.room();
    write(event, {about, where}, value, time_of_last_->load());
    const bool pauses = buffer_.pauses_after(event);
    buffer_.publish(event);
    if (pauses) {
        if (buffer_.has_reached_limit()) {
            recorder_.tell_limit();
        }
        buffer_.go_on();
    }
    if (watcher != nullptr) {
        watcher->recorded(event);
    }
    return watcher != nullptr;
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
        return context.site();
    }
    const SiteId id = is_runtime_file(file) ? 0 : recorder_.tables().site(file, line);
    site_ids_.emplace(place, id);
    return id;
}

}  // namespace coroscope::trace
