#include "runtime/trace/writer.hpp"

#include <algorithm>

namespace coroscope::trace {
namespace {

// The runtime's own headers and sources (the build maps paths to those of the repository); no
// place.
bool is_runtime_file(std::string_view file) { return file.empty() || file.starts_with("runtime/"); }

}  // namespace

Writer::Writer(Recorder& recorder, const TimeSource& clock, ThreadId thread)
    : recorder_{recorder}, clock_{clock}, thread_{thread}, strings_(words.begin(), words.end()) {
    for (StringId id = 0; id < strings_.size(); ++id) {
        string_ids_.emplace(strings_[id], id);
    }
    add_chunk();
}

void Writer::add_chunk() {
    // Not value-initialised: a chunk is filled before it is read.
    chunks_.push_back(std::unique_ptr<Chunk>(new Chunk));
    last_ = chunks_.back().get();
}

StringId Writer::intern(std::string_view text) {
    if (auto found = string_ids_.find(text); found != string_ids_.end()) {
        return found->second;
    }
    // The last number stands for all strings beyond it, rather than for a wrong one.
    if (strings_.size() == max_string) {
        strings_.emplace_back("…");
    }
    const auto id = static_cast<StringId>(std::min<std::size_t>(strings_.size(), max_string));
    if (id < max_string) {
        strings_.emplace_back(text);
        string_ids_.emplace(text, id);
    }
    return id;
}

SiteId Writer::site(const std::source_location& where) {
    const std::pair<const char*, unsigned> place{where.file_name(), where.line()};
    if (auto found = site_ids_.find(place); found != site_ids_.end()) {
        return found->second;
    }
    SiteId id = 0;
    if (!is_runtime_file(where.file_name()) && sites_.size() <= max_site) {
        id = static_cast<SiteId>(sites_.size());
        sites_.push_back({intern(where.file_name()), where.line()});
    }
    site_ids_.emplace(place, id);
    return id;
}

void Writer::name_task(TaskId id, std::string_view name) {
    task_names_.emplace_back(id, intern(name));
}

}  // namespace coroscope::trace
