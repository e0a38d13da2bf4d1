// Which rows of two timelines are of the same thing (declared in tracks.hpp).
#include <map>
#include <string>
#include <tuple>

#include "viz/model/tracks.hpp"

namespace coroscope::viz {

namespace {

// A track's kind, number and name, and the how manieth of these it is: callbacks have no names of
// their own.
using Key = std::tuple<TrackKind, std::uint32_t, std::string, int>;

class Keys {
public:
    explicit Keys(const trace::Recording& recording) : recording_{recording} {}

    Key next(const Track& track) {
        Key key{track.kind, 0, {}, 0};
        switch (track.kind) {
            case TrackKind::thread:
                std::get<2>(key) = text(track.label);
                break;
            case TrackKind::loop:
                std::get<1>(key) = track.loop;
                break;
            case TrackKind::task:
                std::get<2>(key) = track.task < recording_.task_names.size()
                                       ? text(recording_.task_names[track.task])
                                       : std::string{};
                break;
            case TrackKind::callback:
                std::get<1>(key) = track.loop;
                std::get<2>(key) = text(track.label);
                break;
            case TrackKind::person:
                break;
        }
        std::get<3>(key) = ++seen_[key];
        return key;
    }

private:
    [[nodiscard]] std::string text(trace::StringId id) const {
        return id < recording_.strings.size() ? recording_.strings[id] : std::string{};
    }

    const trace::Recording& recording_;
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

}  // namespace coroscope::viz
