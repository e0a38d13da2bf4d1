#include "viz/panels/font_file.hpp"

#include <stdexcept>

#include <fcntl.h>
#include <ft2build.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include FT_FREETYPE_H

namespace coroscope::viz {

FontBytes map_font(const std::string& path) {
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) {
        return nullptr;
    }
    struct stat about {};
    const bool known = ::fstat(file, &about) == 0 && about.st_size > 0;
    const auto size = known ? static_cast<std::size_t>(about.st_size) : 0;
    void* start = known ? ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file, 0) : MAP_FAILED;
    ::close(file);
    if (start == MAP_FAILED) {
        return nullptr;
    }
    const auto unmap = [](const FontFile* mapped) {
        ::munmap(const_cast<unsigned char*>(mapped->bytes), mapped->size);
        delete mapped;
    };
    return {new FontFile{static_cast<const unsigned char*>(start), size}, unmap};
}

OpenFace::OpenFace(const FontFile& file, int index) {
    if (FT_Init_FreeType(&library_) != 0) {
        throw std::runtime_error("FreeType does not start");
    }
    const auto size = static_cast<FT_Long>(file.size);
    if (FT_New_Memory_Face(library_, file.bytes, size, index, &face_) != 0) {
        face_ = nullptr;
    }
}

OpenFace::~OpenFace() {
    if (face_ != nullptr) {
        FT_Done_Face(face_);
    }
    FT_Done_FreeType(library_);
}

float OpenFace::height_per_em() const {
    return static_cast<float>(face_->ascender - face_->descender) /
           static_cast<float>(face_->units_per_EM);
}

float OpenFace::advance_per_em(unsigned codepoint) const {
    const FT_UInt index = FT_Get_Char_Index(face_, codepoint);
    if (index == 0 || FT_Load_Glyph(face_, index, FT_LOAD_NO_SCALE) != 0) {
        return -1;
    }
    return static_cast<float>(face_->glyph->metrics.horiAdvance) /
           static_cast<float>(face_->units_per_EM);
}

}  // namespace coroscope::viz
