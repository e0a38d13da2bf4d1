#include "viz/export/svg_shapes.hpp"

#include <doctest/doctest.h>

#include "viz/export/studio.hpp"
#include "viz/export/svg.hpp"

namespace coroscope::viz {

namespace {

// What is drawn on a list becomes shapes again.
std::vector<Shape> shapes_drawn(const std::function<void(ImDrawList&)>& draw) {
    Studio studio;
    const Sheet sheet{.size = {400, 300}, .vector = true};
    const Drawing drawing =
        studio.frame(sheet, [&](const FrameMeans&) { draw(*ImGui::GetForegroundDrawList()); });
    return shapes_of(drawing, 0, drawing.indices.size());
}

constexpr ImU32 red = IM_COL32(255, 0, 0, 255);

}  // namespace

TEST_CASE("a filled box is one box, with a rounding one polygon") {
    const auto shapes = shapes_drawn([](ImDrawList& list) {
        list.AddRectFilled({10, 20}, {60, 40}, red);
        list.AddRectFilled({10, 50}, {60, 90}, red, 6);
        list.AddCircleFilled({200, 100}, 30, red);
    });
    REQUIRE(shapes.size() == 3);
    CHECK(is_level_box(shapes[0]));
    CHECK_FALSE(is_level_box(shapes[1]));
    CHECK(shapes[1].points.size() > 8);
    const Rect round = bounds(shapes[2]);
    CHECK(round.width() == doctest::Approx(60).epsilon(0.02));
    CHECK(round.centre().x == doctest::Approx(200).epsilon(0.01));
}

TEST_CASE("a border and a curve are one line each, as wide as they were drawn") {
    const auto shapes = shapes_drawn([](ImDrawList& list) {
        list.AddRect({10, 20}, {60, 40}, red, 0, 0, 3);
        list.AddCircle({200, 100}, 30, red, 0, 7);
        list.AddBezierCubic({10, 100}, {50, 250}, {90, 50}, {140, 200}, red, 2);
    });
    REQUIRE(shapes.size() == 3);
    CHECK(shapes[0].closed);
    CHECK(shapes[0].points.size() == 4);
    CHECK(shapes[0].width == doctest::Approx(3).epsilon(0.001));
    CHECK(shapes[1].closed);
    CHECK(shapes[1].width == doctest::Approx(7).epsilon(0.001));
    CHECK_FALSE(shapes[2].closed);
    CHECK(shapes[2].width == doctest::Approx(2).epsilon(0.001));
}

TEST_CASE("what has no colour is left out") {
    CHECK(shapes_drawn([](ImDrawList& list) {
              list.AddRectFilled({10, 20}, {60, 40}, IM_COL32(255, 0, 0, 0), 4);
          }).empty());
}

TEST_CASE("what is written stands as text in the picture, in its place among the shapes") {
    Studio studio;
    const Sheet sheet{.size = {400, 300}, .vector = true};
    const Drawing drawing = studio.frame(sheet, [](const FrameMeans& means) {
        Canvas canvas{*ImGui::GetForegroundDrawList(),
                      means.fonts,
                      theme(ThemeName::dark),
                      means.patterns,
                      means.scale,
                      means.log};
        canvas.fill({{0, 0}, {400, 50}}, red);
        canvas.text({{10, 10}, {300, 40}}, "a < b & 就绪",
                    {.face = Face::bold, .size = type::body});
        canvas.fill({{0, 100}, {400, 150}}, red);
        canvas.pattern({{0, 200}, {400, 250}}, Pattern::stripes, red);
    });
    const std::string svg = svg_of(drawing, {"title", "what it shows", "en"});
    const std::size_t text = svg.find(">a &lt; b &amp; 就绪</text>");
    REQUIRE(text != std::string::npos);
    CHECK(svg.find("y=\"0\" width=\"400\" height=\"50\" fill=\"#ff0000\"") < text);
    CHECK(svg.find("y=\"100\" width=\"400\" height=\"50\" fill=\"#ff0000\"") > text);
    CHECK(svg.find("fill=\"url(#p1)\"") != std::string::npos);
    CHECK(svg.find("<pattern id=\"p1\"") != std::string::npos);
    // No letters' shapes besides.
    CHECK(svg.find("<path d") == svg.rfind("<path d"));
}

}  // namespace coroscope::viz
