// The 255 colours that stand for all of a picture's: what GIF can hold beside "unchanged".
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

#include "viz/export/image.hpp"

namespace coroscope::viz {

using Rgb = std::array<std::uint8_t, 3>;

class Palette {
public:
    static constexpr std::size_t most = 255;

    /// Of the colours of these pictures: exact where there are few enough, else by median cut,
    /// which divides the most varied group of pixels until there are enough groups.
    explicit Palette(std::span<const Image> pictures);

    [[nodiscard]] const std::vector<Rgb>& colours() const { return colours_; }
    /// The number of the colour nearest to it.
    [[nodiscard]] std::uint8_t nearest(const Rgb& colour);

private:
    std::vector<Rgb> colours_;
    std::unordered_map<std::uint32_t, std::uint8_t> known_;  // what has been looked for before
};

}  // namespace coroscope::viz
