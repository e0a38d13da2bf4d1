// Pixels in memory, and the picture file made of them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <iosfwd>
#include <vector>

namespace coroscope::viz {

/// Rows from top to bottom; a pixel is red, green, blue.
struct Image {
    int width = 0;
    int height = 0;
    std::vector<std::uint8_t> rgb;

    [[nodiscard]] std::size_t pixels() const { return rgb.size() / 3; }
    friend bool operator==(const Image&, const Image&) = default;
};

/// Check the stream afterwards: a full disk shows there.
void write_png(const Image& image, std::ostream& out);

}  // namespace coroscope::viz
