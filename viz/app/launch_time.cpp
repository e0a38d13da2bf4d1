#include "viz/app/launch_time.hpp"

#include <ctime>
#include <fstream>
#include <sstream>
#include <string>

#include <unistd.h>

namespace coroscope::viz {

std::chrono::steady_clock::time_point launch_time() {
    const auto now = std::chrono::steady_clock::now();
    std::ifstream file{"/proc/self/stat"};
    std::string line;
    std::getline(file, line);
    // The second field is the program's name in parentheses, which may hold anything; the start is
    // the 22nd, in clock ticks since the machine was booted.
    const std::size_t name_end = line.rfind(')');
    if (name_end == std::string::npos) {
        return now;
    }
    std::istringstream fields{line.substr(name_end + 1)};
    std::string skipped;
    for (int field = 3; field < 22; ++field) {
        fields >> skipped;
    }
    double ticks = 0;
    timespec since_boot{};
    if (!(fields >> ticks) || clock_gettime(CLOCK_BOOTTIME, &since_boot) != 0) {
        return now;
    }
    const double age = static_cast<double>(since_boot.tv_sec) +
                       static_cast<double>(since_boot.tv_nsec) / 1e9 -
                       ticks / static_cast<double>(sysconf(_SC_CLK_TCK));
    return now - std::chrono::duration_cast<std::chrono::steady_clock::duration>(
                     std::chrono::duration<double>(age));
}

}  // namespace coroscope::viz
