#include "viz/export/image.hpp"

#include <ostream>

#include <stb/stb_image_write.h>

namespace coroscope::viz {

void write_png(const Image& image, std::ostream& out) {
    const auto write = [](void* context, void* data, int size) {
        static_cast<std::ostream*>(context)->write(static_cast<const char*>(data), size);
    };
    stbi_write_png_to_func(write, &out, image.width, image.height, 3, image.rgb.data(),
                           image.width * 3);
}

}  // namespace coroscope::viz
