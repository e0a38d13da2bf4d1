#include "viz/panels/film.hpp"

namespace coroscope::viz {

std::shared_ptr<const Film> empty_film() {
    trace::Recording recording;
    recording.events.emplace_back();  // the first line of every recording: kind `recording`
    return std::make_shared<const Film>(std::move(recording));
}

}  // namespace coroscope::viz
