#include "viz/app/typed_path.hpp"

#include <cstdlib>
#include <filesystem>

namespace coroscope::viz {

std::string home_folder() {
    const char* path = std::getenv("HOME");
    return path != nullptr ? path : "";
}

std::string typed_path(const std::string& typed) {
    return typed.starts_with("~/")
               ? (std::filesystem::path{home_folder()} / typed.substr(2)).string()
               : typed;
}

}  // namespace coroscope::viz
