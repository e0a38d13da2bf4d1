#include "runtime/trace/coro_file.hpp"

#include <algorithm>
#include <istream>

#include <fmt/format.h>

#include "runtime/trace/coro_chunk.hpp"
#include "runtime/trace/coro_events.hpp"
#include "runtime/trace/coro_tables.hpp"

namespace coroscope::trace {
namespace {

/// Reads chunk after chunk; `place` is where the first chunk begins that is not taken in.
class Reader {
public:
    Reader(std::istream& in, std::uint64_t file_size, Recording& recording,
           const ReadingHooks& hooks)
        : in_{in}, file_size_{file_size}, recording_{recording}, hooks_{hooks} {}

    ReadingResult read() {
        ReadingResult result;
        try {
            while (!ended_) {
                if (hooks_.go_on && !hooks_.go_on(part())) {
                    result.damage = Damage::stopped;
                    break;
                }
                take(read_chunk(in_, number_++));
                place_ = static_cast<std::uint64_t>(in_.tellg());
            }
        } catch (const CutOff& error) {
            result.damage = Damage::cut_off;
            result.why = error.what();
        } catch (const Damaged& error) {
            result.damage = Damage::damaged;
            result.why = error.what();
        }
        result.place = place_;
        return result;
    }

private:
    [[nodiscard]] double part() const {
        return static_cast<double>(place_) /
               static_cast<double>(std::max<std::uint64_t>(1, file_size_));
    }
    void take(const Chunk& chunk) {
        switch (chunk.type) {
            case ChunkType::tables:
                unpack_tables(chunk.content, recording_, context_);
                // No file has more events than this for its size, whatever it says.
                recording_.events.reserve(
                    std::min<std::uint64_t>(context_.events_to_come, 64 * file_size_));
                return;
            case ChunkType::events:
                unpack_events(chunk.content, context_, recording_);
                if (hooks_.grown) {
                    hooks_.grown();
                }
                return;
            case ChunkType::end:
                ended_ = true;
                return;
        }
        // Another type is a later version's: it is skipped.
    }

    std::istream& in_;
    std::uint64_t file_size_;
    Recording& recording_;
    const ReadingHooks& hooks_;
    CoroContext context_;
    std::uint64_t place_ = coro_header_size;
    std::uint32_t number_ = 0;
    bool ended_ = false;
};

/// How many events a chunk has in a recording of so many. One chunk would do for a small one: it
/// has eight, so that who cuts off its end loses a part only.
std::size_t events_per_chunk_of(std::size_t events) {
    constexpr std::size_t fewest = 64;
    return events < most_events_per_chunk ? std::max(fewest, events / 8) : most_events_per_chunk;
}

}  // namespace

void write_coro(const Recording& recording, std::ostream& out) {
    const std::size_t events = recording.events.size();
    const TableSizes all{recording.strings.size(), recording.sites.size(),
                         recording.task_names.size(), recording.thread_names.size()};
    write_coro_header(out);
    std::uint32_t number = 0;
    TableSizes sizes;
    std::size_t first = 0;
    do {
        const std::size_t last = std::min(events, first + events_per_chunk_of(events));
        // The last of them has all that is left, also what no event refers to.
        const TableSizes to = last == events ? all : tables_for(recording, first, last, sizes);
        const Bytes tables = pack_tables(recording, sizes, to, first == 0);
        if (!tables.empty()) {
            write_chunk(out, ChunkType::tables, number++, tables);
        }
        write_chunk(out, ChunkType::events, number++, pack_events(recording, first, last));
        sizes = to;
        first = last;
    } while (first < events);
    write_chunk(out, ChunkType::end, number, {});
}

ReadingResult read_coro(std::istream& in, std::uint64_t file_size, Recording& recording,
                        const ReadingHooks& hooks) {
    std::uint32_t version = 0;
    try {
        version = read_coro_header(in);
    } catch (const std::runtime_error& error) {
        throw NoRecording{error.what()};
    }
    if (version != coro_version) {
        throw NoRecording{fmt::format("it is of version {}, and this program reads version {}",
                                      version, coro_version)};
    }
    return Reader{in, file_size, recording, hooks}.read();
}

}  // namespace coroscope::trace
