// What edits of a scenario do to real programs: nothing before their moment, and nothing that
// cannot be taken back.
#include <algorithm>
#include <random>

#include <doctest/doctest.h>

#include "viz/app/execute.hpp"
#include "viz/model/divergence.hpp"
#include "viz/model/edit.hpp"
#include "viz/model/playback.hpp"
#include "viz/panels/touch_words.hpp"

namespace coroscope::viz {

namespace {

using Action = Intervention::Action;

Scenario plain(const lessons::Lesson& lesson, std::mt19937& chance) {
    Scenario scenario{.lesson = lesson.number, .variants = {}, .interventions = {}};
    for (const lessons::Variant& variant : lesson.variants) {
        const auto choice = variant.choices[chance() % variant.choices.size()];
        scenario.variants.emplace_back(variant.name, choice);
    }
    return scenario;
}

// Something that can be done at some moment of the film, by chance.
std::optional<Intervention> by_chance(const Film& film, std::mt19937& chance) {
    const auto last = static_cast<double>(film.beats.last());
    double position = std::uniform_real_distribution<>{0, last}(chance);
    if (chance() % 2 == 0) position = std::floor(position);
    const World world = film.keyframes.at(film.beats[beat_at(film.beats, position)].seq);
    constexpr Action actions[] = {Action::interrupt, Action::cancel, Action::complete,
                                  Action::raise, Action::block};
    Touch wish{actions[chance() % 5], {}, "ValueError"};
    if (wish.action != Action::raise) wish.exception.clear();
    if (wish.action != Action::interrupt) {
        const auto tasks = static_cast<std::uint32_t>(world.tasks.size());
        wish.task = trace::Party::task(chance() % tasks);
    }
    if (refused(film, world, wish)) return std::nullopt;
    return intervention_of(film, world, position, wish);
}

std::shared_ptr<const Film> film_of(const Scenario& scenario) {
    return std::make_shared<const Film>(execute(scenario)->recording, true);
}

bool same(const Film& a, const Film& b) {
    const std::size_t common = common_prefix(a.recording, b.recording);
    return common == a.recording.events.size() && common == b.recording.events.size();
}

}  // namespace

TEST_CASE("in every lesson an edit leaves everything before its moment as it was") {
    std::mt19937 chance{2026};
    int acted = 0;
    for (const lessons::Lesson& lesson : lessons::all()) {
        CAPTURE(lesson.number);
        for (int trial = 0; trial < 40; ++trial) {
            Edits edits{plain(lesson, chance), {}, {}};
            std::shared_ptr<const Film> film = film_of(edits.now);
            const std::shared_ptr<const Film> first = film;
            for (int step = 0; step < 3; ++step) {
                const auto added = by_chance(*film, chance);
                if (!added) continue;
                const Edits next = edited(edits, with(edits.now, *added, film->recording));
                const std::shared_ptr<const Film> changed = film_of(next.now);
                CAPTURE(write_scenario(next.now));
                CHECK(common_prefix(film->recording, changed->recording) >=
                      promised_prefix(edits.now, film->recording, next.now, changed->recording));
                CHECK(same(*film_of(undone(next).now), *film));
                CHECK(same(*film_of(redone(undone(next)).now), *changed));
                acted += same(*film, *changed) ? 0 : 1;
                edits = next;
                film = changed;
            }
            CHECK(same(*film_of(untouched(edits.now)), *first));
        }
    }
    MESSAGE(acted << " edits changed the future");
    CHECK(acted > 30);
}

}  // namespace coroscope::viz
