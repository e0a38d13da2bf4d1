#include "tests/bench/measure.hpp"

#include <charconv>
#include <cstdio>
#include <ctime>

#include <unistd.h>

namespace coroscope::bench {
namespace {

std::int64_t cpu_time_ns() {
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return now.tv_sec * 1'000'000'000 + now.tv_nsec;
}

std::int64_t resident_bytes() {
    long size = 0;
    long resident = 0;
    if (std::FILE* file = std::fopen("/proc/self/statm", "r")) {
        if (std::fscanf(file, "%ld %ld", &size, &resident) != 2) {
            resident = 0;
        }
        std::fclose(file);
    }
    return resident * sysconf(_SC_PAGESIZE);
}

}  // namespace

void Measure::begin() {
    began_bytes_ = resident_bytes();
    cpu_ns_ = cpu_time_ns();
}

void Measure::end(std::size_t done) {
    cpu_ns_ = cpu_time_ns() - cpu_ns_;
    done_ = done;
}

void Measure::held(std::size_t done) {
    bytes_ = resident_bytes() - began_bytes_;
    done_ = done;
}

void Measure::print() const {
    if (!is_time()) {
        std::printf("{\"done\": %zu, \"bytes\": %lld}\n", done_, static_cast<long long>(bytes_));
    } else {
        std::printf("{\"done\": %zu, \"ns\": %lld}\n", done_, static_cast<long long>(cpu_ns_));
    }
}

int run_named(std::span<const Work> works, std::string_view name, std::string_view count) {
    std::size_t number = 0;
    const auto [end, error] = std::from_chars(count.data(), count.data() + count.size(), number);
    for (const Work& work : works) {
        if (work.name == name && error == std::errc{}) {
            Measure measure;
            work.run(measure, number);
            if (measure.is_time()) {
                work.run(measure, number);  // the first run has only warmed up
            }
            measure.print();
            return 0;
        }
    }
    std::fprintf(stderr, "bench: there is no work '%.*s' with the count '%.*s'\n",
                 static_cast<int>(name.size()), name.data(), static_cast<int>(count.size()),
                 count.data());
    return 2;
}

}  // namespace coroscope::bench
