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
    const StringId id = add(text);
    if (id < max_string) {
        string_ids_.emplace(strings_[id], id);
    }
    return {id, strings_[id]};
}

StringId Tables::intern(const LateText& text) {
    const std::scoped_lock lock{mutex_};
    if (auto found = late_ids_.find(text); found != late_ids_.end()) {
        return found->second;
    }
    const StringId id = add({});
    if (id < max_string) {
        const auto kept = late_ids_.emplace(text, id).first;
        late_.resize(id + std::size_t{1});
        late_[id] = &kept->first;
    }
    return id;
}

// The last number stands for all strings beyond it, rather than for a wrong one.
StringId Tables::add(std::string_view text) {
    if (strings_.size() == max_string) {
        strings_.emplace_back("…");
    }
    if (strings_.size() > max_string) {
        return max_string;
    }
    strings_.emplace_back(text);
    return static_cast<StringId>(strings_.size() - 1);
}

void Tables::write(StringId id) const {
    if (id < late_.size() && late_[id] != nullptr) {
        const LateText& text = *std::exchange(late_[id], nullptr);
        strings_[id] = text.write(text);
    }
}

// Some at a time, and not while others wait for the table: the program goes on meanwhile.
void Tables::write_most() const {
    constexpr std::size_t slice = 1000;
    std::vector<std::pair<StringId, const LateText*>> some;
    std::vector<std::string> texts;
    std::size_t next = 0;
    do {
        some.clear();
        {
            const std::scoped_lock lock{mutex_};
            for (; next < late_.size() && some.size() < slice; ++next) {
                if (late_[next] != nullptr) {
                    some.emplace_back(static_cast<StringId>(next), late_[next]);
                }
            }
        }
        texts.clear();
        for (const auto& [id, text] : some) {
            texts.push_back(text->write(*text));
        }
        const std::scoped_lock lock{mutex_};
        for (std::size_t i = 0; i < some.size(); ++i) {
            // Where nobody else was faster, whose string may be in use.
            if (std::exchange(late_[some[i].first], nullptr) != nullptr) {
                strings_[some[i].first] = std::move(texts[i]);
            }
        }
    } while (!some.empty());
}

StringId Tables::find(std::string_view text) const {
    const std::scoped_lock lock{mutex_};
    const auto found = string_ids_.find(text);
    return found != string_ids_.end() ? found->second : 0;
}

std::string_view Tables::string(StringId id) const {
    const std::scoped_lock lock{mutex_};
    write(id);
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
    write_most();
    const std::scoped_lock lock{mutex_};
    for (StringId id = 0; id < late_.size(); ++id) {
        write(id);
    }
    return {strings_.begin(), strings_.end()};
}

std::vector<Site> Tables::sites() const {
    const std::scoped_lock lock{mutex_};
    return sites_;
}

}  // namespace coroscope::trace
