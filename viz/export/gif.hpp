// An animated GIF that repeats forever: of each picture only what has changed.
#pragma once

#include <iosfwd>
#include <memory>

#include "viz/export/image.hpp"
#include "viz/export/palette.hpp"

namespace coroscope::viz {

class GifWriter {
public:
    /// Begins the file; check the stream at the end: a full disk shows there.
    GifWriter(std::ostream& out, int width, int height, Palette palette);
    GifWriter(const GifWriter&) = delete;
    GifWriter& operator=(const GifWriter&) = delete;
    ~GifWriter();

    /// Shows that picture for so many hundredths of a second. One that is like the last prolongs
    /// it.
    void add(const Image& image, int hundredths);
    /// Ends the file.
    void finish();

private:
    struct Encoder;
    void write_shown();

    std::unique_ptr<Encoder> encoder_;
};

}  // namespace coroscope::viz
