// How a work is measured, in our runtime's bench and in Asio's alike: the processor's time of the
// whole process, so that other programs on the machine do not count, and the memory it has.
//
// A bench is run as `bench_NAME WORK COUNT`. It measures that work and prints one line of JSON;
// bench.py repeats, interleaves and compares. A time is that of the second of two runs: the first
// one waits for memory that the system has to find and clear, which is no runtime's doing.
// Memory is measured in the only run. `done` is what the work itself has counted: bench.py refuses
// a result in which that is not COUNT.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string_view>

namespace coroscope::bench {

/// What one work reports. `begin` and `end` enclose what is measured; what comes before is set-up.
class Measure {
public:
    void begin();
    /// `done` operations have really happened since `begin`.
    void end(std::size_t done);
    /// The memory that is held now and was not at `begin`, instead of a time.
    void held(std::size_t done);

    /// Was it a time?
    [[nodiscard]] bool is_time() const { return bytes_ < 0; }
    /// The line of JSON.
    void print() const;

private:
    std::int64_t cpu_ns_ = 0;
    std::int64_t began_bytes_ = 0;
    std::int64_t bytes_ = -1;
    std::size_t done_ = 0;
};

/// What a work counts, one for each operation. In labels of tasks it is `…`, always the same.
struct Tally {
    std::size_t done = 0;
};

struct Work {
    std::string_view name;
    std::function<void(Measure&, std::size_t)> run;
};

/// A bench's main: runs the work that is named. Returns the exit code; 2 where there is none.
int run_named(std::span<const Work> works, std::string_view name, std::string_view count);

/// `count` pseudo-random numbers in 1 … most, the same ones for every runtime.
class Randoms {
public:
    explicit Randoms(std::uint32_t most) : most_{most} {}
    std::uint32_t next() {
        state_ = state_ * 6364136223846793005u + 1442695040888963407u;
        return static_cast<std::uint32_t>(state_ >> 33) % most_ + 1;
    }

private:
    std::uint64_t state_ = 1;
    std::uint32_t most_;
};

}  // namespace coroscope::bench
