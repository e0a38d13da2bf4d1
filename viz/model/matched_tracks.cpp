// Which rows of two timelines are of the same thing (declared in tracks.hpp).
#include <compare>
#include <map>
#include <string>
#include <vector>

#include "viz/model/rows.hpp"
#include "viz/model/tracks.hpp"

namespace coroscope::viz {

namespace {

// What a row is of, whatever number it has in its run, and the how manieth of these it is.
struct Key {
    TrackKind kind = TrackKind::thread;
    std::uint32_t loop = 0;
    std::string name;
    std::string creator;  ///< of a task: what the task is called that made it
    int count = 0;
    friend auto operator<=>(const Key&, const Key&) = default;
};

class Keys {
public:
    explicit Keys(const trace::Recording& recording)
        : recording_{recording}, creators_(recording.task_names.size()) {
        for (const trace::Event& event : recording.events) {
            const bool known = event.kind == trace::Kind::task_new && event.task < creators_.size();
            if (known && event.other.kind() == trace::PartyKind::task) {
                creators_[event.task] = event.other.number();
            }
            if (known) {
                labels_[event.task] = static_cast<trace::StringId>(event.text);
            }
        }
    }

    Key next(const Track& track) {
        Key key{.kind = track.kind};
        switch (track.kind) {
            case TrackKind::thread:
                key.name = text(track.label);
                break;
            case TrackKind::loop:
            case TrackKind::more:
                key.loop = track.loop;
                break;
            case TrackKind::task:
                // `Task-5` is another task as soon as one more is made before it.
                key.name = called(track.task);
                key.creator = track.task < creators_.size() ? called(creators_[track.task]) : "";
                break;
            case TrackKind::callback:
                key.loop = track.loop;
                key.name = text(track.label);
                break;
            case TrackKind::person:
                break;
        }
        key.count = ++seen_[key];
        return key;
    }

private:
    [[nodiscard]] std::string text(trace::StringId id) const {
        return id < recording_.strings.size() ? recording_.strings[id] : std::string{};
    }
    // By its coroutine, as `brew()`; a task of which that is not known, by its name.
    [[nodiscard]] std::string called(trace::TaskId task) const {
        const auto label = labels_.find(task);
        if (label != labels_.end() && label->second != 0) {
            return text(label->second);
        }
        return task < recording_.task_names.size() ? text(recording_.task_names[task])
                                                   : std::string{};
    }

    const trace::Recording& recording_;
    std::vector<trace::TaskId> creators_;  // by task; 0: plain code, or nobody knows
    std::map<trace::TaskId, trace::StringId> labels_;
    std::map<Key, int> seen_;
};

}  // namespace

std::vector<std::size_t> matched_tracks(const trace::Recording& recording, const Tracks& tracks,
                                        const trace::Recording& other, const Tracks& others) {
    std::map<Key, std::size_t> found;
    Keys theirs{other};
    for (std::size_t i = 0; i < others.tracks.size(); ++i) {
        found.emplace(theirs.next(others.tracks[i]), i);
    }
    std::vector<std::size_t> matched;
    Keys ours{recording};
    for (const Track& track : tracks.tracks) {
        const auto at = found.find(ours.next(track));
        matched.push_back(at == found.end() ? Tracks::none : at->second);
    }
    return matched;
}

trace::Party matched_party(const Tracks& tracks, const Tracks& others,
                           const std::vector<std::size_t>& matched, trace::Party theirs) {
    for (std::size_t i = 0; theirs && i < matched.size(); ++i) {
        if (matched[i] != Tracks::none && selectable(others.tracks[matched[i]]) == theirs) {
            return selectable(tracks.tracks[i]);
        }
    }
    return {};
}

}  // namespace coroscope::viz
