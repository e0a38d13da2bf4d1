// The strings and source places of one recording, numbered by first appearance. The same tables
// for all threads of a run: a task made on one thread may run on another, and takes its label
// along.
//
// Thread rule: any thread; each Writer keeps what it has looked up, so that the lock is rarely met.
#pragma once

#include <deque>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "runtime/trace/event.hpp"
#include "runtime/trace/late_text.hpp"
#include "runtime/trace/recording.hpp"

namespace coroscope::trace {

class Tables {
public:
    Tables();
    Tables(const Tables&) = delete;
    Tables& operator=(const Tables&) = delete;

    /// The number of that string, and the string itself, which stays where it is.
    std::pair<StringId, std::string_view> intern(std::string_view text);
    /// The number of one that is put together when it is asked for.
    StringId intern(const LateText& text);
    /// The number of a string that was interned as such; 0 for any other.
    [[nodiscard]] StringId find(std::string_view text) const;
    /// The string of that number; it stays where it is.
    [[nodiscard]] std::string_view string(StringId id) const;
    /// The number of that line of a file, 0 where there are too many.
    SiteId site(std::string_view file, std::uint32_t line);

    /// Copies of both tables, for the finished recording.
    [[nodiscard]] std::vector<std::string> strings() const;
    [[nodiscard]] std::vector<Site> sites() const;

private:
    std::pair<StringId, std::string_view> intern_locked(std::string_view text);
    StringId add(std::string_view text);
    void write(StringId id) const;
    void write_most() const;

    mutable std::mutex mutex_;
    mutable std::deque<std::string> strings_;  // a deque: its elements do not move
    std::unordered_map<LateText, StringId, LateTextHash> late_ids_;
    // By number, null for the others: those that nobody has asked for yet. They are empty until
    // then.
    mutable std::vector<const LateText*> late_;
    std::unordered_map<std::string_view, StringId> string_ids_;
    std::vector<Site> sites_{Site{}};
    std::unordered_map<std::uint64_t, SiteId> site_ids_;  // by file and line
};

}  // namespace coroscope::trace
