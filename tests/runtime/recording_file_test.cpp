#include <cstring>
#include <random>
#include <sstream>

#include <doctest/doctest.h>

#include "runtime/trace/coro_chunk.hpp"
#include "runtime/trace/coro_events.hpp"
#include "runtime/trace/coro_file.hpp"
#include "runtime/trace/jsonl.hpp"
#include "runtime/trace/jsonl_reader.hpp"
#include "tests/runtime/recorded_run.hpp"

using namespace coroscope;
using namespace coroscope::trace;

namespace {

Coro<int> sleeper(int number) {
    co_await sleep(std::chrono::milliseconds{number % 7});
    print("slept", number);
    co_return number;
}

Coro<void> sleepers(int count) {
    std::vector<Task<int>> tasks;
    for (int number = 0; number < count; ++number) {
        tasks.push_back(create_task(sleeper(number)));
    }
    for (Task<int>& task : tasks) {
        co_await task;
    }
}

Recording recorded_sleepers(int count) {
    return record([count] { run(sleepers(count)); }).recording;
}

/// Whatever the fields can hold, as no program makes it.
Recording random_recording(std::uint32_t seed, std::size_t events) {
    std::mt19937_64 random{seed};
    const auto below = [&](std::uint64_t most) { return random() % most; };
    Recording recording;
    for (int each = 0; each < 40; ++each) {
        recording.strings.push_back(std::string(below(30), static_cast<char>(below(256))));
        recording.sites.push_back({static_cast<StringId>(below(recording.strings.size())),
                                   static_cast<std::uint32_t>(random())});
        recording.task_names.push_back(static_cast<StringId>(below(recording.strings.size())));
        recording.thread_names.push_back(static_cast<StringId>(below(recording.strings.size())));
    }
    for (std::size_t seq = 0; seq < events; ++seq) {
        trace::Event event;
        event.t_ns = static_cast<std::int64_t>(random() >> below(64));
        event.value = below(3) == 0 ? no_value : static_cast<std::int64_t>(random() >> below(64));
        event.task = below(recording.task_names.size()) & max_task;
        event.text = below(recording.strings.size()) & max_string;
        event.site = below(recording.sites.size()) & max_site;
        event.thread = below(recording.thread_names.size()) & max_thread;
        event.loop = below(max_loop) & max_loop;
        event.kind = static_cast<Kind>(below(kind_count));
        const auto party = static_cast<PartyKind>(below(7));
        const std::uint64_t most = party == PartyKind::task     ? recording.task_names.size()
                                   : party == PartyKind::thread ? recording.thread_names.size()
                                                                : Party::max_number;
        if (party != PartyKind::none) {
            event.other = Party{party, static_cast<std::uint32_t>(below(most))};
        }
        recording.events.push_back(event);
    }
    return recording;
}

bool same_events(const Recording& a, const Recording& b, std::size_t count) {
    return a.events.size() >= count && b.events.size() >= count &&
           (count == 0 ||
            std::memcmp(a.events.data(), b.events.data(), count * sizeof(trace::Event)) == 0);
}

std::string coro_of(const Recording& recording) {
    std::ostringstream out;
    write_coro(recording, out);
    return out.str();
}

std::string jsonl_of(const Recording& recording) {
    std::ostringstream out;
    write_jsonl(recording, out);
    return out.str();
}

ReadingResult from_coro(const std::string& file, Recording& recording,
                        const ReadingHooks& hooks = {}) {
    std::istringstream in{file};
    return read_coro(in, file.size(), recording, hooks);
}

ReadingResult from_jsonl(const std::string& file, Recording& recording) {
    std::istringstream in{file};
    return read_jsonl(in, file.size(), recording);
}

/// Where the chunks of a file begin, and its end.
std::vector<std::size_t> chunk_places(const std::string& file) {
    std::vector<std::size_t> places;
    std::size_t at = coro_header_size;
    while (at < file.size()) {
        places.push_back(at);
        std::uint32_t stored = 0;
        std::memcpy(&stored, file.data() + at + 8, sizeof stored);
        at += chunk_header_size + stored;
    }
    places.push_back(file.size());
    return places;
}

/// Reads a file that is not as it was written: it has to be noticed, and what is read of it is the
/// beginning of what was written.
void check_changed(const std::string& changed, const Recording& original) {
    Recording read;
    try {
        const ReadingResult result = from_coro(changed, read);
        REQUIRE(result.damage != Damage::none);
        REQUIRE(!damage_text(result, "x.coro", read).empty());
        REQUIRE(damage_text(result, "x.coro", read).find('\n') == std::string::npos);
    } catch (const NoRecording& error) {
        REQUIRE(std::string{error.what()}.size() > 0);
    }
    REQUIRE(read.events.size() <= original.events.size());
    REQUIRE(same_events(read, original, read.events.size()));
    for (const trace::Event& event : read.events) {
        REQUIRE(read.text(event) == original.text(event));
        REQUIRE(read.task_name(event.task) == original.task_name(event.task));
        REQUIRE(read.thread_name(event.thread) == original.thread_name(event.thread));
    }
}

}  // namespace

TEST_CASE("a binary recording reads back as it was, tables and all") {
    std::vector<Recording> recordings{recorded_sleepers(3), recorded_sleepers(2000), Recording{}};
    for (std::uint32_t seed = 1; seed <= 6; ++seed) {
        recordings.push_back(random_recording(seed, std::size_t{seed} * 13'000));
    }
    for (const Recording& recording : recordings) {
        Recording read;
        REQUIRE(from_coro(coro_of(recording), read).damage == Damage::none);
        REQUIRE(read.events.size() == recording.events.size());
        REQUIRE(same_events(read, recording, recording.events.size()));
        REQUIRE(read.strings == recording.strings);
        REQUIRE(read.sites == recording.sites);
        REQUIRE(read.task_names == recording.task_names);
        REQUIRE(read.thread_names == recording.thread_names);
    }
}

TEST_CASE("a program's recording takes at most 6 bytes an event") {
    const Recording recording = recorded_sleepers(5000);
    const double bytes = static_cast<double>(coro_of(recording).size());
    CHECK(bytes / static_cast<double>(recording.events.size()) <= 6);
}

TEST_CASE("JSON lines read back are written as the same lines") {
    for (const Recording& recording : {recorded_sleepers(3), recorded_sleepers(300)}) {
        const std::string lines = jsonl_of(recording);
        Recording read;
        REQUIRE(from_jsonl(lines, read).damage == Damage::none);
        REQUIRE(jsonl_of(read) == lines);
        // And by way of the binary form.
        Recording again;
        REQUIRE(from_coro(coro_of(read), again).damage == Damage::none);
        REQUIRE(jsonl_of(again) == lines);
    }
}

TEST_CASE("kinds and fields of a later version are skipped in JSON lines") {
    const std::string lines =
        R"({"seq":0,"t_ns":0,"thread":"MainThread","kind":"recording","value":1,"text":"lesson=1"}
{"seq":1,"t_ns":5,"thread":"MainThread","kind":"teleported","colour":"blue"}
{"seq":2,"t_ns":7,"thread":"MainThread","kind":"print","text":"a","colour":{"r":1},"mood":null}
)";
    Recording read;
    REQUIRE(from_jsonl(lines, read).damage == Damage::none);
    REQUIRE(read.events.size() == 2);
    CHECK(read.text(read.events[1]) == "a");
    CHECK(read.events[1].t_ns == 7);
}

TEST_CASE("kinds, sections, columns and chunks of a later version are skipped in binary files") {
    Recording recording = recorded_sleepers(3);
    std::ostringstream out;
    write_coro_header(out);
    trace::Bytes kinds;
    for (const std::string_view name : {"teleported", "print"}) {
        put_varint(kinds, name.size());
        kinds.insert(kinds.end(), name.begin(), name.end());
    }
    trace::Bytes tables{1};
    put_varint(tables, kinds.size());
    tables.insert(tables.end(), kinds.begin(), kinds.end());
    for (const std::uint8_t byte : {99, 2, 7, 7}) {  // a section that nobody knows
        tables.push_back(byte);
    }
    write_chunk(out, ChunkType::tables, 0, tables);
    write_chunk(out, static_cast<ChunkType>(77), 1, trace::Bytes{1, 2, 3});
    // Three events: print, teleported, print; a column that nobody knows.
    write_chunk(out, ChunkType::events, 2, trace::Bytes{3, 1, 3, 1, 0, 1, 2, 3, 2, 4, 6, 88, 1, 0});
    write_chunk(out, ChunkType::end, 3, {});
    Recording read;
    REQUIRE(from_coro(out.str(), read).damage == Damage::none);
    REQUIRE(read.events.size() == 2);
    CHECK((read.events[0].kind == Kind::print));
    CHECK(read.events[0].t_ns == 1);
    CHECK((read.events[1].kind == Kind::print));
    CHECK(read.events[1].t_ns == 6);
}

TEST_CASE("a binary recording that is cut anywhere shows its beginning and says so") {
    const Recording recording = recorded_sleepers(6000);
    const std::string file = coro_of(recording);
    REQUIRE(chunk_places(file).size() > 5);
    for (const std::size_t place : chunk_places(file)) {
        for (const int beside : {-21, -2, -1, 0, 1, 2, 19, 20, 21}) {
            const auto at = static_cast<std::int64_t>(place) + beside;
            if (at >= 0 && at < static_cast<std::int64_t>(file.size())) {
                check_changed(file.substr(0, static_cast<std::size_t>(at)), recording);
            }
        }
    }
    std::mt19937 random{4};
    for (int turn = 0; turn < 60; ++turn) {
        check_changed(file.substr(0, random() % file.size()), recording);
    }
}

TEST_CASE("a small binary recording that loses its end keeps most of what happened") {
    for (const int sleepers : {10, 30, 300}) {
        const Recording recording = recorded_sleepers(sleepers);
        const std::string file = coro_of(recording);
        const auto kept = [&](double part) {
            Recording read;
            const auto bytes = static_cast<std::size_t>(static_cast<double>(file.size()) * part);
            CHECK(from_coro(file.substr(0, bytes), read).damage == Damage::cut_off);
            CHECK(same_events(read, recording, read.events.size()));
            return static_cast<double>(read.events.size()) /
                   static_cast<double>(recording.events.size());
        };
        CHECK(kept(0.99) > 0.6);
        CHECK(kept(0.7) > 0.3);
    }
}

TEST_CASE("a header of which any bit is changed is damaged; one without a sum is an early file's") {
    const Recording recording = recorded_sleepers(3);
    const std::string file = coro_of(recording);
    for (std::size_t bit = 0; bit < 8 * coro_header_size; ++bit) {
        std::string changed = file;
        changed[bit / 8] = static_cast<char>(changed[bit / 8] ^ (1 << (bit % 8)));
        Recording read;
        CHECK_THROWS_WITH_AS(from_coro(changed, read), "the header is damaged", NoRecording);
    }
    Recording read;
    const std::string early = file.substr(0, 12) + std::string(4, '\0') + file.substr(16);
    CHECK(from_coro(early, read).damage == Damage::none);
    CHECK(read.events.size() == recording.events.size());
}

TEST_CASE("a binary recording of which any byte is changed shows its good part and says so") {
    const Recording recording = recorded_sleepers(6000);
    const std::string file = coro_of(recording);
    std::mt19937 random{8};
    const auto flip = [&](std::size_t at) {
        std::string changed = file;
        changed[at] = static_cast<char>(changed[at] ^ (1 << (random() % 8)));
        check_changed(changed, recording);
    };
    for (std::size_t at = 0; at < coro_header_size; ++at) {
        flip(at);
    }
    for (const std::size_t place : chunk_places(file)) {
        for (std::size_t at = place > 3 ? place - 3 : 0; at < place + chunk_header_size + 2; ++at) {
            if (at < file.size()) {
                flip(at);
            }
        }
    }
    for (int turn = 0; turn < 100; ++turn) {
        flip(random() % file.size());
    }
}

TEST_CASE("bytes by chance are no recording, whatever their beginning promises") {
    std::mt19937 random{2};
    for (int turn = 0; turn < 300; ++turn) {
        std::string file(random() % 400, '\0');
        for (char& each : file) {
            each = static_cast<char>(random());
        }
        std::ostringstream header;
        write_coro_header(header);
        Recording read;
        CHECK(from_coro(header.str() + file, read).damage != Damage::none);
        CHECK(read.events.empty());
        CHECK_THROWS_AS(from_coro("\x89" + file, read), NoRecording);
        CHECK_THROWS_AS(from_jsonl("{" + file, read), NoRecording);
    }
}

TEST_CASE("chunks whose checksum is right and whose content is nonsense are damage, no crash") {
    std::mt19937 random{6};
    const Recording recording = recorded_sleepers(20);
    for (int turn = 0; turn < 400; ++turn) {
        std::ostringstream out;
        write_coro_header(out);
        trace::Bytes tables = pack_tables(recording, {}, tables_for(recording, 0, 100, {}), true);
        trace::Bytes events = pack_events(recording, 0, 100);
        trace::Bytes& spoilt = turn % 2 == 0 ? tables : events;
        for (int count = 0; count < 1 + turn % 5; ++count) {
            spoilt[random() % spoilt.size()] = static_cast<std::uint8_t>(random());
        }
        write_chunk(out, ChunkType::tables, 0, tables);
        write_chunk(out, ChunkType::events, 1, events);
        write_chunk(out, ChunkType::end, 2, {});
        Recording read;
        from_coro(out.str(), read);
        for (const trace::Event& event : read.events) {
            REQUIRE(event.text < read.strings.size());
            REQUIRE(event.site < read.sites.size());
            REQUIRE(event.task < read.task_names.size());
            REQUIRE(event.thread < read.thread_names.size());
        }
    }
}

TEST_CASE("JSON lines that are cut or spoilt show what comes before and name the line") {
    const Recording recording = recorded_sleepers(40);
    const std::string file = jsonl_of(recording);
    std::mt19937 random{3};
    for (int turn = 0; turn < 200; ++turn) {
        std::string changed = file.substr(0, 1 + random() % (file.size() - 1));
        if (turn % 2 == 0) {
            changed[random() % changed.size()] = '\x01';
        }
        Recording read;
        try {
            const ReadingResult result = from_jsonl(changed, read);
            REQUIRE((result.damage == Damage::none || result.place == read.events.size() + 1));
        } catch (const NoRecording&) {
            REQUIRE(read.events.empty());
        }
        // A control character is no JSON, so what was read is what was written.
        REQUIRE(same_events(read, recording, 0));
        REQUIRE(file.starts_with(jsonl_of(read)));
    }
    Recording read;
    const std::size_t third = file.find('\n', file.find('\n') + 1) + 1;
    const ReadingResult result = from_jsonl(file.substr(0, third) + "oops\n", read);
    CHECK(damage_text(result, "a.jsonl", read) ==
          "a.jsonl is damaged at line 3 (no line of a recording): what comes before it, 2 events, "
          "is shown");
}

TEST_CASE("reading says how far it is, and stops when it is told to") {
    const Recording recording = recorded_sleepers(12'000);
    const std::string file = coro_of(recording);
    Recording read;
    double last = -1;
    std::size_t grown = 0;
    const ReadingHooks hooks{.grown = [&] { ++grown; },
                             .go_on =
                                 [&](double part) {
                                     CHECK(part >= last);
                                     CHECK(part <= 1);
                                     last = part;
                                     return part < 0.5;
                                 }};
    CHECK(from_coro(file, read, hooks).damage == Damage::stopped);
    CHECK(grown > 0);
    CHECK(read.events.size() < recording.events.size());
    CHECK(same_events(read, recording, read.events.size()));
}
