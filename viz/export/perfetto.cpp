#include "viz/export/perfetto.hpp"

#include <algorithm>
#include <ostream>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "viz/export/perfetto_words.hpp"
#include "viz/model/names.hpp"

namespace coroscope::viz {
namespace {

using nlohmann::ordered_json;

constexpr double ns_per_us = 1000;

double microseconds(std::int64_t ns) { return static_cast<double>(ns) / ns_per_us; }

// What comes first of the same moment: a flow belongs to the slice that was begun last before it.
enum class Rank : std::uint8_t { slice, flow_out, flow_in, end, mark };

// An event of the file, sorted before it is written.
struct Entry {
    std::int64_t t_ns = 0;
    std::size_t beat = 0;
    Rank rank = Rank::slice;
    std::size_t index = 0;  // of the track's span, the link or the mark
    std::size_t track = 0;
    [[nodiscard]] auto order() const { return std::tuple{t_ns, beat, rank, track, index}; }
};

class Writer {
public:
    Writer(const trace::Recording& recording, const Tracks& tracks, std::ostream& out)
        : recording_(recording), tracks_(tracks), out_(out) {
        // Tracks stand below their thread's; the person and what has no thread are their own.
        for (std::size_t i = 0; i < tracks.tracks.size(); ++i) {
            const TrackKind kind = tracks.tracks[i].kind;
            const bool own = i == 0 || kind == TrackKind::thread || kind == TrackKind::person;
            pids_.push_back(own ? tid(i) : pids_.back());
        }
    }

    void write(const Watch& watch) {
        out_ << "{\"displayTimeUnit\":\"ms\",\"otherData\":"
             << text_of({{"program", "coroscope"},
                         {"recording", recording_.text(recording_.events.front())}})
             << ",\"traceEvents\":[";
        name_tracks();
        std::vector<Entry> entries = sorted_entries();
        for (std::size_t i = 0; i < entries.size(); ++i) {
            if (i % 4096 == 0) {
                watch.at(static_cast<double>(i) / static_cast<double>(entries.size()));
            }
            write(entries[i]);
        }
        out_ << "\n]}\n";
    }

private:
    // What a program prints need not be UTF-8; the file has to be.
    static std::string text_of(const ordered_json& json) {
        return json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    }

    void put(const ordered_json& event) {
        out_ << (std::exchange(first_, false) ? "\n" : ",\n") << text_of(event);
    }

    // Perfetto numbers processes and threads in one space: a track's number is its thread, that of
    // the thread's own track its process.
    [[nodiscard]] static std::size_t tid(std::size_t track) { return track + 1; }
    [[nodiscard]] std::size_t pid(std::size_t track) const { return pids_[track]; }

    [[nodiscard]] ordered_json at(const char* phase, std::size_t track, std::int64_t t_ns) const {
        return {
            {"ph", phase}, {"pid", pid(track)}, {"tid", tid(track)}, {"ts", microseconds(t_ns)}};
    }

    void name_tracks() {
        for (std::size_t i = 0; i < tracks_.tracks.size(); ++i) {
            const auto meta = [&](const char* what, const char* key, const ordered_json& value) {
                put({{"ph", "M"},
                     {"name", what},
                     {"pid", pid(i)},
                     {"tid", tid(i)},
                     {"args", {{key, value}}}});
            };
            const std::string name = perfetto::track_name(recording_, tracks_.tracks[i]);
            if (pid(i) == tid(i)) {
                meta("process_name", "name", name);
                meta("process_sort_index", "sort_index", i);
            }
            meta("thread_name", "name", name);
            meta("thread_sort_index", "sort_index", i);
        }
    }

    [[nodiscard]] std::vector<Entry> sorted_entries() const {
        std::vector<Entry> entries;
        for (std::size_t track = 0; track < tracks_.tracks.size(); ++track) {
            const SpanList& spans = tracks_.tracks[track].spans;
            for (std::size_t i = 0; i < spans.size(); ++i) {
                // What has ended is a moment, and would else last until the recording ends.
                const Span span = spans[i];
                const Rank rank = is_finished(span.kind) ? Rank::end : Rank::slice;
                entries.push_back({span.begin_ns, span.begin_beat, rank, i, track});
            }
        }
        for (std::size_t i = 0; i < tracks_.links.size(); ++i) {
            const Link& link = tracks_.links[i];
            const std::int64_t t_ns = recording_.events[link.seq].t_ns;
            entries.push_back({t_ns, link.beat, Rank::flow_out, i, link.from});
            entries.push_back({t_ns, link.beat, Rank::flow_in, i, link.to});
        }
        for (std::size_t i = 0; i < tracks_.marks.size(); ++i) {
            const Mark& mark = tracks_.marks[i];
            const std::int64_t t_ns = recording_.events[mark.seq].t_ns;
            entries.push_back({t_ns, mark.beat, Rank::mark, i, mark.track});
        }
        std::ranges::sort(entries, {}, &Entry::order);
        return entries;
    }

    void write(const Entry& entry) {
        switch (entry.rank) {
            case Rank::slice:
                return write_slice(entry);
            case Rank::flow_out:
            case Rank::flow_in:
                return write_flow(entry);
            case Rank::end:
                return write_end(entry);
            case Rank::mark:
                return write_mark(entry);
        }
    }

    void slice(std::size_t track, std::int64_t t_ns, std::int64_t duration, const std::string& name,
               const char* category, const ordered_json& details) {
        ordered_json event = at("X", track, t_ns);
        event["dur"] = microseconds(duration);
        event["name"] = name;
        event["cat"] = category;
        event["args"] = details;
        put(event);
    }

    void write_slice(const Entry& entry) {
        const Span span = tracks_.tracks[entry.track].spans[entry.index];
        ordered_json details{{"first beat", span.begin_beat}, {"last beat", span.end_beat}};
        if (span.deadline != no_time) {
            details["until"] = seconds_text(static_cast<double>(span.deadline), 9);
        }
        slice(entry.track, span.begin_ns, span.end_ns - span.begin_ns,
              perfetto::span_name(recording_, span), perfetto::category(span.kind), details);
    }

    // True where the track has a slice at that beat, to which a flow can be tied.
    [[nodiscard]] bool has_slice(std::size_t track, std::size_t beat) const {
        const SpanList& spans = tracks_.tracks[track].spans;
        const std::size_t found = spans.first_ending_after(static_cast<double>(beat) - 0.5);
        return found < spans.size() && spans.begin_beat(found) <= beat &&
               !is_finished(spans.kind(found));
    }

    void write_flow(const Entry& entry) {
        const Link& link = tracks_.links[entry.index];
        const bool out = entry.rank == Rank::flow_out;
        const std::string name = perfetto::link_name(link.kind);
        if (!has_slice(entry.track, entry.beat)) {
            slice(entry.track, entry.t_ns, 0, name, "arrow", {{"beat", entry.beat}});
        }
        ordered_json event = at(out ? "s" : "f", entry.track, entry.t_ns);
        event["id"] = entry.index + 1;
        event["name"] = name;
        event["cat"] = "arrow";
        if (!out) {
            event["bp"] = "e";  // tied to the slice around it, not to the next
        }
        put(event);
    }

    void instant(const Entry& entry, const std::string& name, const char* category) {
        ordered_json event = at("i", entry.track, entry.t_ns);
        event["s"] = "t";
        event["name"] = name;
        event["cat"] = category;
        event["args"] = {{"beat", entry.beat}};
        put(event);
    }

    void write_mark(const Entry& entry) {
        const Mark& mark = tracks_.marks[entry.index];
        instant(entry, perfetto::mark_name(recording_, mark), perfetto::category(mark.kind));
    }

    void write_end(const Entry& entry) {
        const Span span = tracks_.tracks[entry.track].spans[entry.index];
        instant(entry, perfetto::span_name(recording_, span), perfetto::category(span.kind));
    }

    const trace::Recording& recording_;
    const Tracks& tracks_;
    std::ostream& out_;
    std::vector<std::size_t> pids_;  // by track
    bool first_ = true;
};

}  // namespace

void write_perfetto(const trace::Recording& recording, const Tracks& tracks, std::ostream& out,
                    const Watch& watch) {
    Writer{recording, tracks, out}.write(watch);
}

}  // namespace coroscope::viz
