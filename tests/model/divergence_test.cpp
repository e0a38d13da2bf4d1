#include "viz/model/divergence.hpp"

#include <doctest/doctest.h>

#include "tests/model/recording_builder.hpp"
#include "tests/model/samples.hpp"

using namespace coroscope;
using namespace coroscope::viz;
using test::RecordingBuilder;

namespace {

trace::Recording sleeper(double until, std::string_view first = "a") {
    RecordingBuilder run;
    run.loop_new().print(first).select_begin(3);
    run.at(until).select_end().print("woken").print("end");
    return run.recording();
}

}  // namespace

TEST_CASE("a recording has all of itself in common with itself, a prefix all of itself") {
    for (const trace::Recording& recording : test::many_recordings()) {
        CHECK(common_prefix(recording, recording) == recording.events.size());
        if (recording.events.empty()) {
            continue;
        }
        trace::Recording shorter = recording;
        shorter.events.resize(shorter.events.size() / 2 + 1);
        CHECK(common_prefix(recording, shorter) == shorter.events.size());
        CHECK(common_prefix(shorter, recording) == shorter.events.size());
    }
}

TEST_CASE("runs part at the first event that differs in anything that it says") {
    const trace::Recording base = sleeper(3);
    CHECK(common_prefix(base, sleeper(1.5)) == 4);
    CHECK(common_prefix(base, sleeper(3, "b")) == 2);
}

TEST_CASE("numbers of strings do not count, what they name does") {
    trace::Recording base = sleeper(3);
    trace::Recording other = base;
    other.strings.push_back("a");
    for (trace::Event& event : other.events) {
        if (other.text(event) == "a") {
            event.text = static_cast<trace::StringId>(other.strings.size() - 1);
        }
    }
    CHECK(common_prefix(base, other) == base.events.size());
}

TEST_CASE("a cursor stays at its beat where that is shared, else at its time") {
    const trace::Recording longer = sleeper(3);
    const trace::Recording shorter = sleeper(1.5);
    const Beats before{longer};
    const Beats after{shorter};
    const std::size_t common = common_prefix(longer, shorter);
    CHECK(kept_position(before, after, common, 2) == 2);
    CHECK(kept_position(before, after, common, 0.5) == 0.5);
    // Half-way through the wait until 3 s is 1.5 s, where the other wait ends.
    CHECK(kept_position(before, after, common, 3.5) == 4);
    // At 3 s the other run is over.
    CHECK(kept_position(before, after, common, 4) == static_cast<double>(after.last()));
    // And back again.
    CHECK(kept_position(after, before, common, 4) == 3.5);
}
