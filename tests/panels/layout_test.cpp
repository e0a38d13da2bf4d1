#include "viz/panels/layout.hpp"

#include <array>
#include <tuple>
#include <vector>

#include <doctest/doctest.h>

namespace coroscope::viz {

namespace {

struct Named {
    const char* name;
    Rect rect;
};

std::vector<Named> panels_of(const Layout& layout) {
    std::vector<Named> all{{"topbar", layout.topbar},     {"notice", layout.notice},
                           {"caption", layout.caption},   {"lesson", layout.lesson},
                           {"code", layout.code},         {"stage", layout.stage},
                           {"timeline", layout.timeline}, {"inspector", layout.inspector},
                           {"side", layout.side},         {"transport", layout.transport}};
    std::erase_if(all, [](const Named& each) { return each.rect.empty(); });
    return all;
}

const std::array sizes{ImVec2{1280, 720},  ImVec2{1366, 768},  ImVec2{1600, 900},
                       ImVec2{1920, 1080}, ImVec2{1920, 1200}, ImVec2{2560, 1440},
                       ImVec2{3840, 2160}, ImVec2{3440, 1440}, ImVec2{640, 400},
                       ImVec2{1080, 1920}};

}  // namespace

TEST_CASE("panels neither overlap nor leave the window, from 640×400 to 3840×2160") {
    for (const ImVec2 size : sizes) {
        for (const float wanted : {1.0f, 1.25f, 1.5f, 2.0f, 3.0f}) {
            using Wish = std::tuple<bool, bool, Told>;
            for (const auto& [notice, presenting, told] :
                 {Wish{false, false, Told::as_page}, Wish{true, false, Told::as_page},
                  Wish{false, true, Told::nothing}, Wish{false, true, Told::as_page},
                  Wish{true, true, Told::nothing}, Wish{true, true, Told::as_caption}}) {
                const float scale = effective_scale(size, wanted, presenting);
                INFO(size.x << "x" << size.y << " at " << wanted << ", in effect " << scale);
                const auto panels = panels_of(make_layout(size, scale, notice, presenting, told,
                                                          (told == Told::nothing) == notice));
                for (std::size_t a = 0; a < panels.size(); ++a) {
                    INFO(panels[a].name);
                    CHECK(Rect{{0, 0}, size}.contains(panels[a].rect));
                    for (std::size_t b = a + 1; b < panels.size(); ++b) {
                        INFO(panels[b].name);
                        CHECK_FALSE(panels[a].rect.overlaps(panels[b].rect));
                    }
                }
            }
        }
    }
}

TEST_CASE("edges of panels lie on whole pixels") {
    for (const ImVec2 size : sizes) {
        const float scale = effective_scale(size, 1.25f);
        for (const Named& each : panels_of(make_layout(size, scale, true))) {
            INFO(each.name << " in " << size.x << "x" << size.y);
            CHECK(each.rect.min.x == std::round(each.rect.min.x));
            CHECK(each.rect.max.x == std::round(each.rect.max.x));
            CHECK(each.rect.min.y == std::round(each.rect.min.y));
            CHECK(each.rect.max.y == std::round(each.rect.max.y));
        }
    }
}

TEST_CASE("a small window puts the console beside the timeline, a large one beside the stage") {
    const Layout small = make_layout({1280, 720}, 1, false);
    CHECK(small.compact);
    CHECK(small.side.min.y == small.timeline.min.y);
    const Layout large = make_layout({1920, 1080}, 1, false);
    CHECK_FALSE(large.compact);
    CHECK(large.side.max.y == large.stage.max.y);
    CHECK_FALSE(large.inspector.empty());
}

TEST_CASE("the first scale is the monitor's, and more on a large monitor that has none") {
    CHECK(first_scale({1920, 1080}, 1) == 1);
    CHECK(first_scale({1366, 768}, 1) == 1);
    CHECK(first_scale({1920, 1080}, 1.5f) == 1.5f);
    CHECK(first_scale({3840, 2160}, 1) == 2);
    CHECK(first_scale({3840, 2160}, 2) == 2);
    CHECK(first_scale({2560, 1440}, 1) == 1.25f);
}

TEST_CASE("the scale is the person's where it fits, and less where it does not") {
    CHECK(effective_scale({1920, 1080}, 1) == 1);
    CHECK(effective_scale({3840, 2160}, 2) == 2);
    CHECK(effective_scale({1920, 1080}, 3) < 2);
    CHECK(effective_scale({3840, 2160}, 1) == 1);
    CHECK(effective_scale({640, 400}, 1) < 1);
}

}  // namespace coroscope::viz
