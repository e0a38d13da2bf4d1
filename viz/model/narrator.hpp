// One beat on its way into words. Internal to the narration; everybody else calls `narrate`
// (narration.hpp).
#pragma once

#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "viz/model/names.hpp"
#include "viz/model/phrases.hpp"

namespace coroscope::viz {

class Narrator {
public:
    /// The beat that event number `after.seq` closes.
    Narrator(const trace::Recording& recording, const World& after, Language language)
        : recording_{recording},
          world_{after},
          event_{recording.events[after.seq]},
          language_{language} {}

    /// What happens in it: whom it wakes on its way, then how it ends.
    [[nodiscard]] std::string sentence() const;

private:
    [[nodiscard]] std::string say(Say id, std::initializer_list<std::string_view> values) const {
        return viz::say(language_, id, values);
    }
    [[nodiscard]] std::string_view text_of(const trace::Event& event) const {
        return known_string(recording_, static_cast<StringId>(event.text));
    }
    [[nodiscard]] std::string_view text() const { return text_of(event_); }
    [[nodiscard]] std::string label(Party party) const {
        return party_label(recording_, world_, party);
    }
    [[nodiscard]] const Task* task() const;
    [[nodiscard]] const Thread* thread() const;
    [[nodiscard]] std::string thread_label() const;
    [[nodiscard]] std::string loop_label() const;
    [[nodiscard]] std::string time(std::int64_t t_ns) const;
    [[nodiscard]] std::string time() const { return time(event_.t_ns); }
    [[nodiscard]] std::string actor() const;
    [[nodiscard]] std::string asker() const;
    [[nodiscard]] std::string closing_event() const;
    [[nodiscard]] std::string words_of(const std::vector<TaskId>& circle) const;
    [[nodiscard]] std::string round_in_circle(std::string_view error, LoopId loop) const;
    [[nodiscard]] LoopId last_run_here() const;

    using Events = std::vector<const trace::Event*>;
    using Wakes = Events;
    [[nodiscard]] Events events_of_beat() const;
    [[nodiscard]] Wakes wakes() const;
    [[nodiscard]] std::string names_of(std::span<const trace::Event* const> woken) const;
    [[nodiscard]] bool let_go(const trace::Event& woken) const;
    [[nodiscard]] std::optional<Say> cause_of(const trace::Event& woken) const;
    [[nodiscard]] std::string on_the_way() const;
    [[nodiscard]] std::string label_of_handle(Party handle) const;
    [[nodiscard]] std::string let_go_on_the_way() const;
    [[nodiscard]] std::string woken_by_end() const;
    [[nodiscard]] std::string_view gap() const { return language_ == Language::chinese ? "" : " "; }

    [[nodiscard]] std::string thread_end() const;
    [[nodiscard]] std::string block_begin() const;
    [[nodiscard]] std::string block_end() const;
    [[nodiscard]] std::string loop_run_begin() const;
    [[nodiscard]] std::string loop_run_end() const;
    [[nodiscard]] std::string loop_stop() const;
    [[nodiscard]] std::string loop_close() const;
    [[nodiscard]] std::string select_begin() const;
    [[nodiscard]] std::string select_end() const;
    [[nodiscard]] Say why_woken() const;
    [[nodiscard]] const trace::Event* handle_begun() const;
    [[nodiscard]] std::string_view handle_name() const;
    [[nodiscard]] std::string gather_ends(std::string_view whom) const;
    [[nodiscard]] std::string handle_end() const;
    [[nodiscard]] std::string step_begin() const;
    [[nodiscard]] std::string step_end() const;
    [[nodiscard]] std::string goes_on_after(const trace::Event& waits, std::size_t seq) const;
    [[nodiscard]] std::string waits(const Task& task) const;
    [[nodiscard]] std::string cancel_asked() const;
    [[nodiscard]] std::string callback_run() const;
    [[nodiscard]] std::string intervention() const;

    const trace::Recording& recording_;
    const World& world_;
    const trace::Event& event_;
    Language language_;
};

}  // namespace coroscope::viz
