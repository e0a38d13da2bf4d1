#include "viz/app/scenario_file.hpp"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>

#include <fmt/format.h>

#include "viz/app/execute.hpp"

namespace coroscope {

Scenario read_scenario_file(const std::string& file) {
    std::ifstream in{file};
    std::string text{std::istreambuf_iterator<char>{in}, {}};
    if (!in.good() && !in.eof()) {
        throw UsageError{fmt::format("cannot read {}: {}; name a scenario file", file,
                                     errno != 0 ? std::strerror(errno) : "it is no text")};
    }
    return parse_scenario(text, file);
}

void write_scenario_file(const std::string& file, const Scenario& scenario) {
    std::ofstream out{file};
    out << write_scenario(scenario) << std::flush;
    if (!out) {
        throw UsageError{fmt::format("{} cannot be written: {}; choose another place", file,
                                     std::strerror(errno))};
    }
}

}  // namespace coroscope
