#include "viz/export/animation.hpp"

#include <algorithm>
#include <deque>
#include <future>
#include <memory>
#include <thread>
#include <utility>

#include "viz/export/raster.hpp"
#include "viz/export/window_picture.hpp"
#include "viz/model/playback.hpp"

namespace coroscope::viz {

namespace {

constexpr double last_frame_seconds = 1.5;

}  // namespace

std::vector<double> frame_positions(const Beats& beats, double from, double to, double speed,
                                    double frames_a_second) {
    std::vector<double> positions;
    Playback playback{.position = from, .target = from, .playing = true, .speed = speed};
    while (playback.playing && playback.position < to) {
        positions.push_back(playback.position);
        playback = advance(playback, beats, 1 / frames_a_second);
    }
    const auto stands = static_cast<std::size_t>(last_frame_seconds * frames_a_second);
    positions.insert(positions.end(), std::max<std::size_t>(1, stands), to);
    return positions;
}

void for_each_picture(const Take& take, ImVec2 size, const std::vector<double>& positions,
                      const InStudio& studio, const Watch& watch,
                      const std::function<void(const Image&)>& show) {
    WindowPicture window{take, size, take.scale};
    const std::size_t ahead = std::max(2u, std::thread::hardware_concurrency());
    std::deque<std::shared_future<Image>> underway;
    std::shared_ptr<const Drawing> last;
    std::size_t shown = 0;
    const auto show_first = [&] {
        show(underway.front().get());
        underway.pop_front();
        watch.at(static_cast<double>(++shown) / static_cast<double>(positions.size()));
    };
    for (const double position : positions) {
        watch.at(static_cast<double>(shown) / static_cast<double>(positions.size()));
        auto drawing = std::make_shared<const Drawing>(
            studio([&](Studio& own) { return window.at(own, position); }));
        // While nothing moves, the pixels are the last ones.
        if (last != nullptr && drawing->same_picture(*last) && !underway.empty()) {
            underway.push_back(underway.back());
        } else {
            underway.push_back(
                std::async(std::launch::async, [drawing] { return rasterise(*drawing); }).share());
        }
        last = std::move(drawing);
        if (underway.size() > ahead) {
            show_first();
        }
    }
    while (!underway.empty()) {
        show_first();
    }
}

}  // namespace coroscope::viz
