// What a task waits for, in words that may stand behind "for": `work(2)`, `a lock`, `room in a
// queue`. Pure functions.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "viz/model/names.hpp"
#include "viz/model/view.hpp"

namespace coroscope::viz {

/// Of the word in a recording, or of `awaited_word`: `a lock` of `lock`.
std::string wait_noun(Language language, std::string_view what);

/// Of what it awaits: a task's name, the one of several or their number, else the noun.
std::string awaited_words(const trace::Recording& recording, const World& world, const Task& task,
                          Language language);

/// `3 tasks`; `3 futures` where one of them is none.
std::string count_of(Language language, std::span<const Party> parties);

/// Is it a sleep that it waits for?
bool sleeps(const trace::Recording& recording, const Task& task);

/// Is that a time by which the wait ends at the latest, whatever comes of what it awaits?
bool has_time_limit(const trace::Recording& recording, const Task& task);

/// The awaited with its limit: `work(2) (until 3.000 s at most)`.
std::string wait_words(const trace::Recording& recording, const World& world, const Task& task,
                       Language language);

/// The same without the awaited's class, for narrow places: `get() (until 3.000 s at most)`.
std::string brief_wait_words(const trace::Recording& recording, const World& world,
                             const Task& task, Language language);

/// True for a wait_for whose time was over, or that was cancelled itself: it has asked what it
/// waited for to be cancelled, and waits until that has ended. This wait has no limit.
bool waits_for_cancelled(std::string_view what, bool has_limit);

}  // namespace coroscope::viz
