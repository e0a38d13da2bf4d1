#include "viz/export/gif.hpp"

#include <algorithm>
#include <array>
#include <ostream>
#include <utility>

#include <gif_lib.h>

#include "viz/export/watch.hpp"

namespace coroscope::viz {

namespace {

using Indices = std::vector<GifPixelType>;

constexpr int palette_size = 256;
constexpr GifPixelType unchanged = Palette::most;  // the transparent colour

// Longer than this a picture cannot stand; it is said again.
constexpr int longest = 65535;

int write(GifFileType* file, const GifByteType* bytes, int count) {
    auto& out = *static_cast<std::ostream*>(file->UserData);
    out.write(reinterpret_cast<const char*>(bytes), count);
    return count;  // the stream remembers a failure
}

// giflib fails only where memory or the disk does; the disk shows in the stream.
void need(int result) {
    if (result != GIF_OK) {
        throw ExportError{"the animation could not be encoded: out of memory"};
    }
}

// A part of the picture.
struct Box {
    int left = 0;
    int top = 0;
    int right = 0;
    int bottom = 0;
    [[nodiscard]] bool empty() const { return right <= left || bottom <= top; }
};

}  // namespace

struct GifWriter::Encoder {
    GifFileType* file = nullptr;
    int width = 0;
    int height = 0;
    Palette palette;
    Indices canvas;  // what is seen when all but the last picture have been shown
    Indices shown;   // the last picture, which waits until its time is known
    int hundredths = 0;

    [[nodiscard]] Indices indices_of(const Image& image) {
        Indices indices;
        indices.reserve(image.pixels());
        for (std::size_t i = 0; i < image.rgb.size(); i += 3) {
            indices.push_back(palette.nearest({image.rgb[i], image.rgb[i + 1], image.rgb[i + 2]}));
        }
        return indices;
    }

    [[nodiscard]] Box changed() const {
        if (canvas.empty()) {
            return {0, 0, width, height};
        }
        Box box{width, height, 0, 0};
        for (int y = 0; y < height; ++y) {
            for (int x = 0; x < width; ++x) {
                const auto i = static_cast<std::size_t>(y) * static_cast<std::size_t>(width) +
                               static_cast<std::size_t>(x);
                if (canvas[i] != shown[i]) {
                    box = {std::min(box.left, x), std::min(box.top, y), std::max(box.right, x + 1),
                           std::max(box.bottom, y + 1)};
                }
            }
        }
        return box;
    }

    void say_how_long(int time) const {
        GraphicsControlBlock control;
        control.DisposalMode = DISPOSE_DO_NOT;
        control.UserInputFlag = false;
        control.DelayTime = time;
        control.TransparentColor = unchanged;
        std::array<GifByteType, 4> bytes{};
        EGifGCBToExtension(&control, bytes.data());
        need(EGifPutExtension(file, GRAPHICS_EXT_FUNC_CODE, bytes.size(), bytes.data()));
    }

    void write_box(const Box& box) {
        need(EGifPutImageDesc(file, box.left, box.top, box.right - box.left, box.bottom - box.top,
                              false, nullptr));
        for (int y = box.top; y < box.bottom; ++y) {
            const auto begin = static_cast<std::size_t>(y) * static_cast<std::size_t>(width);
            Indices row;
            for (auto i = begin + static_cast<std::size_t>(box.left);
                 i < begin + static_cast<std::size_t>(box.right); ++i) {
                row.push_back(!canvas.empty() && canvas[i] == shown[i] ? unchanged : shown[i]);
            }
            need(EGifPutLine(file, row.data(), static_cast<int>(row.size())));
        }
    }
};

GifWriter::GifWriter(std::ostream& out, int width, int height, Palette palette)
    : encoder_(new Encoder{.width = width, .height = height, .palette = std::move(palette)}) {
    int error = 0;
    GifFileType*& file = encoder_->file;
    file = EGifOpen(&out, write, &error);
    need(file != nullptr ? GIF_OK : GIF_ERROR);
    EGifSetGifVersion(file, true);
    std::array<GifColorType, palette_size> colours{};
    for (std::size_t i = 0; i < encoder_->palette.colours().size(); ++i) {
        const Rgb& c = encoder_->palette.colours()[i];
        colours[i] = {c[0], c[1], c[2]};
    }
    ColorMapObject* map = GifMakeMapObject(palette_size, colours.data());
    const int described = EGifPutScreenDesc(file, width, height, 8, 0, map);
    GifFreeMapObject(map);
    need(described);
    // Netscape's extension: repeat, 0 = forever.
    need(EGifPutExtensionLeader(file, APPLICATION_EXT_FUNC_CODE));
    need(EGifPutExtensionBlock(file, 11, "NETSCAPE2.0"));
    const std::array<GifByteType, 3> forever{1, 0, 0};
    need(EGifPutExtensionBlock(file, forever.size(), forever.data()));
    need(EGifPutExtensionTrailer(file));
}

GifWriter::~GifWriter() {
    if (encoder_->file != nullptr) {
        EGifCloseFile(encoder_->file, nullptr);
    }
}

void GifWriter::add(const Image& image, int hundredths) {
    Indices next = encoder_->indices_of(image);
    if (next != encoder_->shown || encoder_->hundredths + hundredths > longest) {
        write_shown();
        encoder_->shown = std::move(next);
        encoder_->hundredths = 0;
    }
    encoder_->hundredths += hundredths;
}

void GifWriter::write_shown() {
    if (encoder_->hundredths == 0) {
        return;
    }
    Box box = encoder_->changed();
    if (box.empty()) {
        box = {0, 0, 1, 1};  // a picture has at least one pixel
    }
    encoder_->say_how_long(encoder_->hundredths);
    encoder_->write_box(box);
    encoder_->canvas = encoder_->shown;
}

void GifWriter::finish() {
    write_shown();
    EGifCloseFile(std::exchange(encoder_->file, nullptr), nullptr);
}

}  // namespace coroscope::viz
