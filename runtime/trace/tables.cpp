#include "runtime/trace/tables.hpp"

#include "runtime/trace/words.hpp"

namespace coroscope::trace {

Tables::Tables() {
    for (std::string_view word : words) {
        intern_locked(word);
    }
}

std::pair<StringId, std::string_view> Tables::intern(std::string_view text) {
    const std::scoped_lock lock{mutex_};
    return intern_locked(text);
}

std::pair<StringId, std::string_view> Tables::intern_locked(std::string_view text) {
    if (auto found = string_ids_.find(text); found != string_ids_.end()) {
        return {found->second, found->first};
    }
    // The last number stands for all strings beyond it, rather than for a wrong one.
    if (strings_.size() == max_string) {
        strings_.emplace_back("…");
    }
    if (strings_.size() > max_string) {
        return {max_string, strings_.back()};
    }
    const auto id = static_cast<StringId>(strings_.size());
    const std::string& kept = strings_.emplace_back(text);
    string_ids_.emplace(kept, id);
    return {id, kept};
}

StringId Tables::find(std::string_view text) const {
    const std::scoped_lock lock{mutex_};
    const auto found = string_ids_.find(text);
    return found != string_ids_.end() ? found->second : 0;
}

std::string_view Tables::string(StringId id) const {
    const std::scoped_lock lock{mutex_};
    return strings_[id];
}

SiteId Tables::site(std::string_view file, std::uint32_t line) {
    const std::scoped_lock lock{mutex_};
    const StringId name = intern_locked(file).first;
    const auto [found, is_new] =
        site_ids_.try_emplace((std::uint64_t{name} << 32) | line, SiteId{0});
    if (is_new && sites_.size() <= max_site) {
        found->second = static_cast<SiteId>(sites_.size());
        sites_.push_back({name, line});
    }
    return found->second;
}

std::vector<std::string> Tables::strings() const {
    const std::scoped_lock lock{mutex_};
    return {strings_.begin(), strings_.end()};
}

std::vector<Site> Tables::sites() const {
    const std::scoped_lock lock{mutex_};
    return sites_;
}

}  // namespace coroscope::trace
