#include "viz/model/comparison.hpp"

#include <algorithm>
#include <map>

#include "viz/model/fold.hpp"
#include "viz/model/names.hpp"
#include "viz/model/phrases.hpp"
#include "viz/model/printed.hpp"

namespace coroscope::viz {

namespace {

using trace::Event;
using trace::Kind;
using trace::Recording;

// For how long each loop's thread was in a blocking call while the loop ran.
std::vector<Summary::LoopHeld> held_loops(const Recording& recording) {
    std::map<LoopId, std::int64_t> held;
    std::map<ThreadId, Event> blocked;
    for (const Event& event : recording.events) {
        if (event.kind == Kind::loop_new) {
            held.emplace(event.loop, 0);
        } else if (event.kind == Kind::block_begin) {
            blocked[event.thread] = event;
        } else if (event.kind == Kind::block_end) {
            const auto begun = blocked.find(event.thread);
            if (begun != blocked.end() && begun->second.loop != 0) {
                held[begun->second.loop] += event.t_ns - begun->second.t_ns;
            }
        }
    }
    std::vector<Summary::LoopHeld> loops;
    for (const auto& [loop, ns] : held) {
        loops.push_back({loop, ns});
    }
    return loops;
}

std::vector<Summary::TaskEnd> task_ends(const Recording& recording) {
    const World end = fold(recording, recording.events.size());
    std::map<std::string, int> counts;
    std::vector<Summary::TaskEnd> ends;
    for (const Task& task : end.tasks) {
        if (task.id == 0) {
            continue;
        }
        std::string label{known_string(recording, task.label)};
        if (const int count = ++counts[label]; count > 1) {
            label += "#" + std::to_string(count);
        }
        ends.push_back({task.id, std::move(label), task.state});
    }
    return ends;
}

std::string seconds(std::int64_t ns) { return seconds_text(static_cast<double>(ns)) + " s"; }

class Comparing {
public:
    Comparing(const Recording& one, std::string_view one_name, const Recording& other,
              std::string_view other_name, Language language)
        : one_{summarize(one)},
          other_{summarize(other)},
          one_name_{one_name},
          other_name_{other_name},
          language_{language} {}

    std::vector<Difference> all() {
        compare_time();
        compare_loops();
        compare_prints();
        compare_tasks();
        return std::move(found_);
    }

private:
    void add(Difference::Kind kind, Say id, std::initializer_list<std::string_view> values,
             std::size_t one = 0, std::size_t other = 0) {
        found_.push_back({kind, say(language_, id, values), one, other});
    }

    void compare_time() {
        if (one_.duration_ns != other_.duration_ns) {
            add(Difference::Kind::time, Say::differs_time,
                {one_name_, seconds(one_.duration_ns), other_name_, seconds(other_.duration_ns)});
        }
    }

    void compare_loops() {
        for (const Summary::LoopHeld& loop : one_.loops) {
            const auto same = std::ranges::find(other_.loops, loop.loop, &Summary::LoopHeld::loop);
            const std::int64_t there = same != other_.loops.end() ? same->held_ns : 0;
            if (loop.held_ns != there) {
                add(Difference::Kind::held, Say::differs_held,
                    {trace::loop_name(loop.loop), one_name_, seconds(loop.held_ns), other_name_,
                     seconds(there)});
            }
        }
    }

    [[nodiscard]] std::string list(const std::vector<Summary::Print>& prints) const {
        std::string text;
        for (const Summary::Print& print : prints) {
            text += text.empty() ? "" : language_ == Language::chinese ? "、" : ", ";
            text += print.text;
        }
        return text;
    }

    void compare_prints() {
        const auto text_of = [](const Summary::Print& print) { return print.text; };
        if (std::ranges::equal(one_.prints, other_.prints, {}, text_of, text_of)) {
            return;
        }
        std::vector<std::string> mine;
        std::vector<std::string> theirs;
        std::ranges::transform(one_.prints, std::back_inserter(mine), text_of);
        std::ranges::transform(other_.prints, std::back_inserter(theirs), text_of);
        const auto first = std::ranges::mismatch(mine, theirs);
        const auto at = static_cast<std::size_t>(first.in1 - mine.begin());
        const std::size_t one = at < one_.prints.size() ? one_.prints[at].seq : 0;
        const std::size_t other = at < other_.prints.size() ? other_.prints[at].seq : 0;
        if (std::ranges::is_permutation(mine, theirs)) {
            add(Difference::Kind::print_order, Say::differs_order,
                {one_name_, list(one_.prints), other_name_, list(other_.prints)}, one, other);
        } else {
            add(Difference::Kind::prints, Say::differs_prints,
                {one_name_, list(one_.prints), other_name_, list(other_.prints)}, one, other);
        }
    }

    [[nodiscard]] std::string how(TaskState state) const {
        switch (state) {
            case TaskState::ready:
            case TaskState::running:
            case TaskState::waiting:
                return say(language_, Say::ends_pending);
            case TaskState::done:
                return say(language_, Say::ends_done);
            case TaskState::failed:
                return say(language_, Say::ends_failed);
            case TaskState::cancelled:
                return say(language_, Say::ends_cancelled);
            case TaskState::destroyed:
                return say(language_, Say::ends_lost);
        }
        return {};
    }

    void compare_tasks() {
        for (const Summary::TaskEnd& task : one_.tasks) {
            const auto same = std::ranges::find(other_.tasks, task.label, &Summary::TaskEnd::label);
            if (same == other_.tasks.end()) {
                add(Difference::Kind::task_missing, Say::differs_missing,
                    {task.label, one_name_, other_name_});
            } else if (same->state != task.state) {
                add(Difference::Kind::task_end, Say::differs_task,
                    {task.label, one_name_, how(task.state), other_name_, how(same->state)});
            }
        }
        for (const Summary::TaskEnd& task : other_.tasks) {
            if (std::ranges::find(one_.tasks, task.label, &Summary::TaskEnd::label) ==
                one_.tasks.end()) {
                add(Difference::Kind::task_missing, Say::differs_missing,
                    {task.label, other_name_, one_name_});
            }
        }
    }

    Summary one_;
    Summary other_;
    std::string_view one_name_;
    std::string_view other_name_;
    Language language_;
    std::vector<Difference> found_;
};

}  // namespace

Summary summarize(const Recording& recording) {
    Summary summary{.prints = {}, .loops = held_loops(recording), .tasks = task_ends(recording)};
    summary.duration_ns = recording.events.empty() ? 0 : recording.events.back().t_ns;
    for (std::size_t seq = 0; seq < recording.events.size(); ++seq) {
        const Event& event = recording.events[seq];
        if (event.kind == Kind::print && !is_to_stderr(event)) {
            summary.prints.push_back({seq, std::string(recording.text(event))});
        }
    }
    return summary;
}

std::vector<Difference> differences(const Recording& one, std::string_view one_name,
                                    const Recording& other, std::string_view other_name,
                                    Language language) {
    return Comparing{one, one_name, other, other_name, language}.all();
}

}  // namespace coroscope::viz
