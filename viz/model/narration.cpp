#include "viz/model/narration.hpp"

#include <vector>

#include <fmt/format.h>

#include "viz/model/beats.hpp"
#include "viz/model/fold.hpp"
#include "viz/model/narrator.hpp"

namespace coroscope::viz {

std::string narrate(const trace::Recording& recording, const World& after, Language language) {
    if (after.seq == 0 || after.seq >= recording.events.size()) {
        return say(language, Say::nothing_yet);
    }
    return Narrator{recording, after, language}.sentence();
}

std::string narrated(const trace::Recording& recording, Language language) {
    std::string text;
    World world;
    std::size_t beat = 0;
    const bool threads = recording.thread_names.size() > 2;
    for (std::size_t seq = 0; seq < recording.events.size(); ++seq) {
        apply(world, recording, seq);
        if (!closes_beat(recording.events[seq])) {
            continue;
        }
        text += fmt::format("{:4}  {:>8}  ", ++beat, seconds_text(static_cast<double>(world.t_ns)));
        if (threads) {
            const auto thread = static_cast<trace::ThreadId>(recording.events[seq].thread);
            text += "[" + party_label(recording, world, Party::thread(thread)) + "] ";
        }
        text += narrate(recording, world, language) + "\n";
    }
    return text;
}

}  // namespace coroscope::viz
