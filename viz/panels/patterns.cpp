#include "viz/panels/patterns.hpp"

#include <algorithm>
#include <cmath>

namespace coroscope::viz {

namespace {

// Distance of `value` to the nearest multiple of `period`.
float to_nearest(float value, float period) {
    const float rest = std::fmod(std::fmod(value, period) + period, period);
    return std::min(rest, period - rest);
}

// How much of the pixel lies inside, for a signed distance (negative is inside).
float coverage(float signed_distance) { return std::clamp(0.5f - signed_distance, 0.0f, 1.0f); }

float alpha_at(Pattern pattern, float x, float y, float period) {
    constexpr float diagonal = 0.70710678f;
    switch (pattern) {
        case Pattern::none:
            return 0;
        case Pattern::stripes:  // half stripe, half gap
            return coverage((to_nearest(x + y, period) - period / 4) * diagonal);
        case Pattern::hatch: {
            const float rising = to_nearest(x + y, period / 2) - period / 20;
            const float falling = to_nearest(x - y, period / 2) - period / 20;
            return coverage(std::min(rising, falling) * diagonal);
        }
        case Pattern::dots:
            return coverage(std::hypot(to_nearest(x, period / 2), to_nearest(y, period / 2)) -
                            period / 10);
    }
    return 0;
}

}  // namespace

int pattern_period(float scale) {
    // Even, because dots and hatch repeat twice in a tile.
    return std::max(6, 2 * static_cast<int>(std::lround(7 * scale)));
}

std::vector<std::uint32_t> pattern_tile(Pattern pattern, int period) {
    std::vector<std::uint32_t> pixels;
    pixels.reserve(static_cast<std::size_t>(period) * static_cast<std::size_t>(period));
    for (int y = 0; y < period; ++y) {
        for (int x = 0; x < period; ++x) {
            const float alpha = alpha_at(pattern, static_cast<float>(x) + 0.5f,
                                         static_cast<float>(y) + 0.5f, static_cast<float>(period));
            const auto byte = static_cast<std::uint32_t>(std::lround(alpha * 255));
            pixels.push_back(0x00FFFFFFu | (byte << 24));
        }
    }
    return pixels;
}

}  // namespace coroscope::viz
