#include "viz/export/raster.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace coroscope::viz {

namespace {

struct Colour {
    float red = 0;
    float green = 0;
    float blue = 0;
    float alpha = 0;  // 0 … 1
};

Colour colour_of(ImU32 packed) {
    const auto channel = [&](int shift) { return static_cast<float>((packed >> shift) & 0xFFu); };
    return {channel(IM_COL32_R_SHIFT), channel(IM_COL32_G_SHIFT), channel(IM_COL32_B_SHIFT),
            channel(IM_COL32_A_SHIFT) / 255};
}

void blend(std::uint8_t* pixel, const Colour& colour, float alpha) {
    const std::array source{colour.red, colour.green, colour.blue};
    for (std::size_t i = 0; i < 3; ++i) {
        const auto under = static_cast<float>(pixel[i]);
        pixel[i] = static_cast<std::uint8_t>(under + (source[i] - under) * alpha + 0.5f);
    }
}

// A value that changes evenly over a triangle.
struct Slope {
    double at_origin = 0;
    double by_x = 0;
    double by_y = 0;
    [[nodiscard]] double at(double x, double y) const { return at_origin + by_x * x + by_y * y; }
};

using Corners = std::array<const ImDrawVert*, 3>;

// The slope of a value that the corners have.
template <class ValueOf>
Slope slope(const Corners& c, double doubled_area, ValueOf value_of) {
    const double value = value_of(*c[0]);
    const double d1 = value_of(*c[1]) - value;
    const double d2 = value_of(*c[2]) - value;
    const double x1 = c[1]->pos.x - c[0]->pos.x;
    const double y1 = c[1]->pos.y - c[0]->pos.y;
    const double x2 = c[2]->pos.x - c[0]->pos.x;
    const double y2 = c[2]->pos.y - c[0]->pos.y;
    Slope result;
    result.by_x = (d1 * y2 - d2 * y1) / doubled_area;
    result.by_y = (d2 * x1 - d1 * x2) / doubled_area;
    result.at_origin = value - result.by_x * c[0]->pos.x - result.by_y * c[0]->pos.y;
    return result;
}

// The first pixel whose centre lies at or right of (below) an edge.
int pixel_from(double edge) { return static_cast<int>(std::ceil(edge - 0.5)); }

// Where an edge crosses a row. The same for both triangles that share it: always reckoned from its
// upper end.
double crossing(const ImVec2& a, const ImVec2& b, double y) {
    const bool a_is_upper = a.y < b.y || (a.y == b.y && a.x < b.x);
    const ImVec2& upper = a_is_upper ? a : b;
    const ImVec2& lower = a_is_upper ? b : a;
    const double part = (y - upper.y) / (static_cast<double>(lower.y) - upper.y);
    return upper.x + part * (static_cast<double>(lower.x) - upper.x);
}

class Sampler {
public:
    explicit Sampler(const Texture& texture) : texture_(&texture) {}

    // 0 … 1 at a place that is given in texels.
    [[nodiscard]] float at(double u, double v) const {
        const double x = u - 0.5;
        const double y = v - 0.5;
        const double left = std::floor(x);
        const double top = std::floor(y);
        const auto part_x = static_cast<float>(x - left);
        const auto part_y = static_cast<float>(y - top);
        const int x0 = wrapped(static_cast<int>(left), texture_->width);
        const int y0 = wrapped(static_cast<int>(top), texture_->height);
        const int x1 = x0 + 1 == texture_->width ? 0 : x0 + 1;
        const int y1 = y0 + 1 == texture_->height ? 0 : y0 + 1;
        const float upper = texel(x0, y0) + (texel(x1, y0) - texel(x0, y0)) * part_x;
        const float lower = texel(x0, y1) + (texel(x1, y1) - texel(x0, y1)) * part_x;
        return (upper + (lower - upper) * part_y) / 255;
    }

private:
    static int wrapped(int i, int size) {
        const int rest = i % size;
        return rest < 0 ? rest + size : rest;
    }
    [[nodiscard]] float texel(int x, int y) const {
        return texture_
            ->alpha[static_cast<std::size_t>(y) * static_cast<std::size_t>(texture_->width) +
                    static_cast<std::size_t>(x)];
    }

    const Texture* texture_;
};

// A piece's place on the image, in whole pixels.
struct Window {
    int left = 0;
    int top = 0;
    int right = 0;
    int bottom = 0;
};

class Raster {
public:
    explicit Raster(const Drawing& drawing) : drawing_(drawing) {
        image_.width = static_cast<int>(std::lround(drawing.size.x));
        image_.height = static_cast<int>(std::lround(drawing.size.y));
        image_.rgb.resize(static_cast<std::size_t>(image_.width) *
                          static_cast<std::size_t>(image_.height) * 3);
        const Colour ground = colour_of(drawing.ground);
        for (std::size_t i = 0; i < image_.rgb.size(); i += 3) {
            blend(&image_.rgb[i], ground, 1);
        }
    }

    Image paint() {
        for (const Piece& piece : drawing_.pieces) {
            const Window window{std::max(0, static_cast<int>(piece.clip.min.x)),
                                std::max(0, static_cast<int>(piece.clip.min.y)),
                                std::min(image_.width, static_cast<int>(piece.clip.max.x)),
                                std::min(image_.height, static_cast<int>(piece.clip.max.y))};
            for (std::size_t i = piece.first; i < piece.first + piece.count; i += 3) {
                const std::vector<std::uint32_t>& indices = drawing_.indices;
                paint({&drawing_.vertices[indices[i]], &drawing_.vertices[indices[i + 1]],
                       &drawing_.vertices[indices[i + 2]]},
                      drawing_.textures->all[piece.texture], window);
            }
        }
        return std::move(image_);
    }

private:
    void paint(const Corners& c, const Texture& texture, const Window& window) {
        const ImVec2& a = c[0]->pos;
        const ImVec2& b = c[1]->pos;
        const ImVec2& d = c[2]->pos;
        const double area = (static_cast<double>(b.x) - a.x) * (static_cast<double>(d.y) - a.y) -
                            (static_cast<double>(d.x) - a.x) * (static_cast<double>(b.y) - a.y);
        const auto [top, bottom] = std::minmax({a.y, b.y, d.y});
        const int first = std::max(window.top, pixel_from(top));
        const int end = std::min(window.bottom, pixel_from(bottom));
        const bool invisible = ((c[0]->col | c[1]->col | c[2]->col) & IM_COL32_A_MASK) == 0;
        if (area == 0 || first >= end || invisible) {
            return;
        }
        const Shade shade = shade_of(c, texture, area);
        for (int y = first; y < end; ++y) {
            const double centre = y + 0.5;
            double left = 1e30;
            double right = -1e30;
            for (const auto& [p, q] : {std::pair{&a, &b}, std::pair{&b, &d}, std::pair{&d, &a}}) {
                if ((p->y <= centre) != (q->y <= centre)) {
                    const double x = crossing(*p, *q, centre);
                    left = std::min(left, x);
                    right = std::max(right, x);
                }
            }
            paint_row(shade, y, std::max(window.left, pixel_from(left)),
                      std::min(window.right, pixel_from(right)));
        }
    }

    // How a triangle is painted: one colour, or colours and a texture that change over it.
    struct Shade {
        Colour colour;
        bool one_colour = true;
        std::array<Slope, 4> channels{};
        bool textured = false;
        Sampler sampler;
        Slope u;
        Slope v;
    };

    Shade shade_of(const Corners& c, const Texture& texture, double area) const {
        Shade shade{.colour = colour_of(c[0]->col), .sampler = Sampler{texture}};
        shade.one_colour = c[0]->col == c[1]->col && c[0]->col == c[2]->col;
        if (!shade.one_colour) {
            const auto channel = [&](float Colour::*member) {
                return slope(c, area,
                             [&](const ImDrawVert& v) { return colour_of(v.col).*member; });
            };
            shade.channels = {channel(&Colour::red), channel(&Colour::green),
                              channel(&Colour::blue), channel(&Colour::alpha)};
        }
        const ImVec2 white = drawing_.textures->white;
        shade.textured = !std::ranges::all_of(c, [&](const ImDrawVert* vertex) {
            return vertex->uv.x == white.x && vertex->uv.y == white.y;
        });
        if (shade.textured) {
            shade.u = slope(c, area, [&](const ImDrawVert& v) { return v.uv.x * texture.width; });
            shade.v = slope(c, area, [&](const ImDrawVert& v) { return v.uv.y * texture.height; });
        }
        return shade;
    }

    void paint_row(const Shade& shade, int y, int from, int to) {
        if (from >= to) {
            return;
        }
        const std::size_t begin =
            (static_cast<std::size_t>(y) * static_cast<std::size_t>(image_.width) +
             static_cast<std::size_t>(from)) *
            3;
        std::uint8_t* pixel = &image_.rgb[begin];
        const double centre_y = y + 0.5;
        for (int x = from; x < to; ++x, pixel += 3) {
            const double centre_x = x + 0.5;
            Colour colour = shade.colour;
            if (!shade.one_colour) {
                const auto at = [&](std::size_t i) {
                    return static_cast<float>(shade.channels[i].at(centre_x, centre_y));
                };
                colour = {at(0), at(1), at(2), std::clamp(at(3), 0.0f, 1.0f)};
            }
            float alpha = colour.alpha;
            if (shade.textured) {
                alpha *= shade.sampler.at(shade.u.at(centre_x, centre_y),
                                          shade.v.at(centre_x, centre_y));
            }
            if (alpha > 0) {
                blend(pixel, colour, alpha);
            }
        }
    }

    const Drawing& drawing_;
    Image image_;
};

}  // namespace

Image rasterise(const Drawing& drawing) { return Raster{drawing}.paint(); }

}  // namespace coroscope::viz
