#include "tests/bench/recordings/figures.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>
#include <vector>

#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>
#include <zstd.h>

#include "runtime/trace/coro_chunk.hpp"
#include "runtime/trace/recording_file.hpp"
#include "tests/bench/recordings/big_program.hpp"
#include "tests/bench/recordings/drawing.hpp"
#include "viz/model/fold.hpp"
#include "viz/model/span_writer.hpp"
#include "viz/panels/film.hpp"

namespace coroscope::bench {
namespace {

std::int64_t cpu_ns() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return std::int64_t{now.tv_sec} * 1'000'000'000 + now.tv_nsec;
}

double cpu_of(const std::function<void()>& work) {
    const std::int64_t begun = cpu_ns();
    work();
    return static_cast<double>(cpu_ns() - begun);
}

/// What the process has of the machine's memory.
double bytes_held() {
    std::ifstream statm{"/proc/self/statm"};
    double all = 0;
    double resident = 0;
    statm >> all >> resident;
    return resident * static_cast<double>(sysconf(_SC_PAGESIZE));
}

/// The size of the events as they lie in memory, compressed: what a file would take without a form.
double plain_zstd_bytes(const trace::Recording& recording) {
    const std::size_t size = recording.events.size() * sizeof(trace::Event);
    std::vector<char> out(ZSTD_compressBound(size));
    return static_cast<double>(
        ZSTD_compress(out.data(), out.size(), recording.events.data(), size, 1));
}

double jsonl_bytes_per_event(const trace::Recording& recording) {
    trace::Recording part = recording;
    part.events.resize(std::min<std::size_t>(part.events.size(), 20'000));
    std::ostringstream out;
    trace::write_recording(part, "x.jsonl", out);
    return static_cast<double>(out.str().size()) / static_cast<double>(part.events.size());
}

/// Only reading and decompressing the chunks: no program could open the file in less.
void decompress(const std::string& file) {
    std::ifstream in{file, std::ios::binary};
    trace::read_coro_header(in);
    for (std::uint32_t number = 0;; ++number) {
        if (trace::read_chunk(in, number).type == trace::ChunkType::end) {
            return;
        }
    }
}

std::unique_ptr<viz::Film> open(const std::string& file) {
    return std::make_unique<viz::Film>(
        [&](trace::Recording& recording, const std::function<void()>& grown) {
            trace::read_recording(file, recording, {grown, {}});
        });
}

bool measure_file(const trace::Recording& recording, const std::string& file) {
    const auto events = static_cast<double>(recording.events.size());
    double write = 0;
    {
        std::ofstream out{file, std::ios::binary};
        write = cpu_of([&] { trace::write_recording(recording, file, out); });
    }
    const auto size = static_cast<double>(std::filesystem::file_size(file));
    bool held = print_figure("file, .coro", size / events, "B/event", 6, "events as they are, zstd",
                             plain_zstd_bytes(recording) / events);
    print_figure("", size / events, "B/event", 0, "JSON lines", jsonl_bytes_per_event(recording));
    print_figure("writing it", write / events, "ns/event", 0, "", 0);
    return held;
}

/// Seeks to random places: through keyframes, and (fewer) by folding from the start.
bool measure_seeking(const viz::Film& film) {
    const std::size_t events = film.recording.events.size();
    std::mt19937_64 random{1};
    viz::World world;
    std::vector<double> times;
    for (int turn = 0; turn < 200; ++turn) {
        const std::size_t seq = random() % events;
        times.push_back(cpu_of([&] { film.keyframes.move(world, seq); }));
    }
    std::sort(times.begin(), times.end());
    const double from_start = median_ns(1, [&] { world = viz::fold(film.recording, events / 2); });
    print_figure("seek anywhere, 2,000 tasks", times[times.size() / 2] / 1e6, "ms", 0,
                 "folding to the middle", from_start / 1e6);
    return print_figure("  the slowest of 200", times.back() / 1e6, "ms", 1, "", 0);
}

/// What the system takes to give a byte of memory, in pages as large as it has them: what is made
/// for the first time pays that, whatever it is.
double fresh_memory_ns_per_byte() {
    constexpr std::size_t huge_page = std::size_t{2} << 20;
    constexpr std::size_t size = 64 * huge_page;
    void* const memory = std::aligned_alloc(huge_page, size);
    madvise(memory, size, MADV_HUGEPAGE);
    const double taken = cpu_of([&] {
        for (std::size_t place = 0; place < size; place += 4096) {
            static_cast<volatile char*>(memory)[place] = 1;
        }
    });
    std::free(memory);
    return taken / static_cast<double>(size);
}

bool measure_index(const viz::Film& film) {
    const auto events = static_cast<double>(film.recording.events.size());
    viz::World world;
    const double fold = cpu_of([&] {
        for (std::size_t seq = 0; seq < film.recording.events.size(); ++seq) {
            viz::apply(world, film.recording, seq);
        }
    });
    const double all = cpu_of([&] { viz::FilmIndex{film.recording}.finish(); });
    // The second one is made in what the first one has given back.
    const double again = cpu_of([&] { viz::FilmIndex{film.recording}.finish(); });
    const double beats = cpu_of([&] { viz::Beats made{film.recording}; });
    // The spans and their sums alone, made again from what the tracks have.
    double spans = 0;
    const double lists = cpu_of([&] {
        for (const viz::Track& track : film.tracks.tracks) {
            viz::SpanStore store;
            viz::SpanWriter copy{film.recording, film.beats, store, viz::most_states};
            for (std::size_t index = 0; index < track.spans.size(); ++index) {
                const std::size_t beat = track.spans.begin_beat(index);
                copy.show(track.spans.start(index), beat, film.beats.t_ns(beat));
            }
            copy.finish();
            spans += static_cast<double>(track.spans.size());
        }
    });
    std::int64_t sum = 0;
    const double pass = cpu_of([&] {
        for (const trace::Event& event : film.recording.events) {
            sum += event.t_ns;
        }
    });
    std::printf("  %-38s %10.2f          (checksum %lld)\n", "spans an event", spans / events,
                static_cast<long long>(sum % 1000));
    print_figure("spans and their sums", lists / events, "ns/event", 0, "one look at every event",
                 pass / events);
    print_figure("beats", beats / events, "ns/event", 0, "", 0);
    const bool held = print_figure("index: beats, tracks, keyframes", (all - fold) / events,
                                   "ns/event", 15, "the fold, in the same pass", fold / events);
    print_figure("  in memory that was used before", (again - fold) / events, "ns/event", 0,
                 "to touch 14 fresh bytes", fresh_memory_ns_per_byte() * 14);
    return held;
}

}  // namespace

double median_ns(int times, const std::function<void()>& work) {
    std::vector<double> all;
    for (int time = 0; time < times; ++time) {
        all.push_back(cpu_of(work));
    }
    std::sort(all.begin(), all.end());
    return all[all.size() / 2];
}

bool print_figure(std::string_view what, double ours, std::string_view unit, double budget,
                  std::string_view peer, double peers) {
    const bool held = budget <= 0 || ours <= budget;
    std::printf("  %-38s %10.2f %-9s", std::string{what}.c_str(), ours, std::string{unit}.c_str());
    budget > 0 ? std::printf("%s %-6g", held ? "≤" : "> MISSED", budget) : std::printf("%8s", "");
    if (!peer.empty()) {
        std::printf("  %s: %.2f", std::string{peer}.c_str(), peers);
    }
    std::printf("\n");
    std::fflush(stdout);
    return held;
}

bool in_its_own_process(const std::function<bool()>& work) {
    std::fflush(stdout);
    const pid_t child = fork();
    if (child == 0) {
        const bool held = work();
        std::fflush(stdout);
        std::_Exit(held ? 0 : 1);
    }
    int status = 1;
    return child > 0 && waitpid(child, &status, 0) == child && status == 0;
}

bool measure_recording(std::size_t wanted) {
    const std::string file =
        (std::filesystem::temp_directory_path() / "coroscope_bench.coro").string();
    // Whoever opens a recording is not the program that made it, and has none of its memory.
    bool held = in_its_own_process([&] {
        trace::Recording recording;
        const double made = cpu_of([&] { recording = big_recording(wanted); });
        std::printf("%zu events, 2,000 tasks, 3 loops (made in %.1f s)\n", recording.events.size(),
                    made / 1e9);
        return measure_file(recording, file);
    });
    const double before = bytes_held();
    std::unique_ptr<viz::Film> film;
    const auto begun = std::chrono::steady_clock::now();
    const double opened = cpu_of([&] { film = open(file); });
    const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - begun;
    const double taken = bytes_held() - before;
    const auto events = static_cast<double>(film->recording.events.size());
    held = print_figure("opening, processor", opened / 1e9, "s", events / 1e7 * 2,
                        "decompressing alone", cpu_of([&] { decompress(file); }) / 1e9) &&
           held;
    print_figure("opening, on the wall", wall.count(), "s", 0, "", 0);
    // In a small recording it is the program that takes memory, not the events.
    const double most = events < 9e6 ? 0 : 48;
    held = print_figure("memory, all of it", taken / events, "B/event", most, "the events alone",
                        32) &&
           held;
    std::printf("  %-38s %10.2f beats %.2f, tracks %.2f, keyframes %.2f\n", "  of which",
                static_cast<double>(film->bytes()) / events,
                static_cast<double>(film->beats.bytes()) / events,
                static_cast<double>(film->tracks.bytes()) / events,
                static_cast<double>(film->keyframes.bytes()) / events);
    held = measure_index(*film) && held;
    held = measure_seeking(*film) && held;
    held = measure_drawing(*film, file) && held;
    std::filesystem::remove(file);
    return held;
}

}  // namespace coroscope::bench
