// What big recordings cost, each figure beside a peer in the same run: file, opening, memory,
// index, seeking, drawing. `./dev bench recordings [EVENTS…]`; times are the processor's.
#define DOCTEST_CONFIG_IMPLEMENT
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include "runtime/trace/recording_file.hpp"
#include "tests/bench/recordings/big_program.hpp"
#include "tests/bench/recordings/figures.hpp"

int main(int argc, char** argv) {
    if (argc == 4 && std::string_view{argv[1]} == "--make") {
        std::ofstream out{argv[2], std::ios::binary};
        coroscope::trace::write_recording(
            coroscope::bench::big_recording(std::strtoull(argv[3], nullptr, 10)), argv[2], out);
        return out.flush() ? 0 : 1;
    }
    std::vector<std::size_t> sizes;
    for (int each = 1; each < argc; ++each) {
        sizes.push_back(std::strtoull(argv[each], nullptr, 10));
    }
    if (sizes.empty()) {
        sizes = {100'000, 1'000'000, 10'000'000};
    }
    bool held = true;
    for (const std::size_t events : sizes) {
        held = coroscope::bench::in_its_own_process(
                   [&] { return coroscope::bench::measure_recording(events); }) &&
               held;
    }
    std::puts(held ? "every budget held" : "MISSED: a budget did not hold");
    return 0;
}
