#include "viz/app/recording_end.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <string_view>

#include <fmt/format.h>

namespace coroscope {
namespace {

namespace fs = std::filesystem;

/// The number after that name, in a line as the recorder writes it.
std::int64_t number_after(std::string_view line, std::string_view name) {
    const std::size_t at = line.find(name);
    std::int64_t number = -1;
    if (at != std::string_view::npos) {
        std::from_chars(line.data() + at + name.size(), line.data() + line.size(), number);
    }
    return number;
}

/// The end of the file, with a line that is whole, unless that is very long.
std::string tail_of(const std::string& file, std::uintmax_t size) {
    constexpr std::uintmax_t most = 1 << 20;
    std::string tail(std::min(size, most), '\0');
    std::ifstream in{file, std::ios::binary};
    in.seekg(static_cast<std::streamoff>(size - tail.size()));
    in.read(tail.data(), static_cast<std::streamsize>(tail.size()));
    return in ? tail : std::string{};
}

}  // namespace

std::string signal_text(int signal) {
    return fmt::format("signal {}: {}", signal, strsignal(signal));
}

void add_end(const std::string& file, const std::string& text) {
    std::error_code error;
    const std::uintmax_t size = fs::file_size(file, error);
    if (error) {
        return;
    }
    const std::string tail = tail_of(file, size);
    const std::size_t end = tail.rfind('\n');
    if (end == std::string::npos) {
        return;
    }
    const std::size_t before = end == 0 ? std::string::npos : tail.rfind('\n', end - 1);
    const std::size_t begin = before == std::string::npos ? 0 : before + 1;
    const std::string_view last = std::string_view{tail}.substr(begin, end - begin);
    const std::int64_t seq = number_after(last, "{\"seq\":");
    const std::int64_t time = number_after(last, ",\"t_ns\":");
    if (seq < 0 || time < 0) {
        return;
    }
    fs::resize_file(file, size - (tail.size() - end - 1), error);
    std::ofstream out{file, std::ios::binary | std::ios::app};
    out << fmt::format(
               R"({{"seq":{},"t_ns":{},"thread":"MainThread","kind":"thread_end","text":"{}"}})",
               seq + 1, time, text)
        << '\n';
}

}  // namespace coroscope
