#include "viz/export/moving_files.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <vector>

#include "viz/export/animation.hpp"
#include "viz/export/gif.hpp"
#include "viz/export/video.hpp"

namespace coroscope::viz {

namespace {

// The compact window: what moves is watched small, and GIF grows with every pixel.
const ImVec2 moving_size{1280, 720};

// GIF counts in hundredths of a second; at twelve frames a second it moves, and stays small.
constexpr int gif_hundredths = 8;
constexpr int video_frames_a_second = 30;

std::vector<double> positions_of(const Take& take, double frames_a_second) {
    return frame_positions(take.film->beats, take.from, take.to, take.view.playback.speed,
                           frames_a_second);
}

// A watch on a part of the work.
Watch part(const Watch& whole, double from, double to) {
    return {.progress =
                [&whole, from, to](double done) {
                    if (whole.progress) {
                        whole.progress(from + (to - from) * done);
                    }
                },
            .stop = whole.stop};
}

// The colours of the whole range, from a few of its pictures.
Palette palette_of(const Take& take, const std::vector<double>& positions, const InStudio& studio,
                   const Watch& watch) {
    constexpr std::size_t samples = 8;
    std::vector<double> chosen;
    for (std::size_t i = 0; i < samples; ++i) {
        chosen.push_back(positions[i * (positions.size() - 1) / (samples - 1)]);
    }
    std::vector<Image> pictures;
    for_each_picture(take, moving_size, chosen, studio, watch,
                     [&](const Image& image) { pictures.push_back(image); });
    return Palette{pictures};
}

}  // namespace

void write_gif(const Take& take, std::ostream& out, const InStudio& studio, const Watch& watch) {
    const std::vector<double> positions = positions_of(take, 100.0 / gif_hundredths);
    std::optional<GifWriter> gif;
    Palette palette = palette_of(take, positions, studio, part(watch, 0, 0.1));
    for_each_picture(take, moving_size, positions, studio, part(watch, 0.1, 1),
                     [&](const Image& image) {
                         if (!gif) {
                             gif.emplace(out, image.width, image.height, std::move(palette));
                         }
                         gif->add(image, gif_hundredths);
                     });
    gif->finish();
}

void write_mp4(const Take& take, const OutputFile& file, const std::string& asked,
               const InStudio& studio, const Watch& watch) {
    std::optional<VideoWriter> video;
    for_each_picture(take, moving_size, positions_of(take, video_frames_a_second), studio, watch,
                     [&](const Image& image) {
                         if (!video) {
                             video.emplace(file.beside(), asked, image.width, image.height,
                                           video_frames_a_second);
                         }
                         video->add(image);
                     });
    video->finish();
}

}  // namespace coroscope::viz
