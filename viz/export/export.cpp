#include "viz/export/export.hpp"

#include <string>

#include "runtime/trace/coro_file.hpp"
#include "runtime/trace/jsonl.hpp"
#include "viz/export/format.hpp"
#include "viz/export/handout.hpp"
#include "viz/export/moving_files.hpp"
#include "viz/export/output_file.hpp"
#include "viz/export/perfetto.hpp"
#include "viz/export/raster.hpp"
#include "viz/export/svg.hpp"
#include "viz/export/window_picture.hpp"
#include "viz/model/narration.hpp"
#include "viz/model/playback.hpp"

namespace coroscope::viz {

namespace {

Drawing picture(const Take& take, float scale, bool vector, const InStudio& studio) {
    return studio([&](Studio& own) {
        return WindowPicture{take, take.size, scale, vector}.at(own, take.view.playback.position);
    });
}

// What is to be seen there, for those who cannot see it.
SvgWords words_of(const Take& take) {
    const bool chinese = take.view.language == Language::chinese;
    const Film& film = *take.film;
    World world;
    film.keyframes.move(world, film.beats[beat_at(film.beats, take.view.playback.position)].seq);
    return {.title = std::string{chinese ? take.lesson->title_zh : take.lesson->title_en},
            .description = narrate(film.recording, world, take.view.language),
            .language = chinese ? "zh-CN" : "en"};
}

void write(ExportFormat format, OutputFile& file, const std::string& asked, const Take& take,
           const InStudio& studio, const Watch& watch) {
    const trace::Recording& recording = take.film->recording;
    std::ostream& out = file.stream();
    switch (format) {
        case ExportFormat::png: {
            const Drawing drawing = picture(take, take.scale, false, studio);
            watch.at(0.3);
            const Image image = rasterise(drawing);
            watch.at(0.7);
            return write_png(image, out);
        }
        case ExportFormat::svg:
            out << svg_of(picture(take, 1, true, studio), words_of(take), take.scale);
            return;
        case ExportFormat::gif:
            return write_gif(take, out, studio, watch);
        case ExportFormat::mp4:
            return write_mp4(take, file, asked, studio, watch);
        case ExportFormat::handout:
            out << handout(take, studio);
            return;
        case ExportFormat::transcript:
            out << narrated(recording, take.view.language);
            return;
        case ExportFormat::perfetto:
            return write_perfetto(recording, take.film->tracks, out, watch);
        case ExportFormat::jsonl:
            return trace::write_jsonl(recording, out);
        case ExportFormat::coro:
            return trace::write_coro(recording, out);
    }
}

}  // namespace

void export_to(const std::filesystem::path& file, const Take& take, const InStudio& studio,
               const Watch& watch) {
    const ExportFormat format = format_of(file);
    OutputFile output{file};
    watch.at(0);
    write(format, output, file.string(), take, studio, watch);
    watch.at(1);
    output.finish();
}

}  // namespace coroscope::viz
