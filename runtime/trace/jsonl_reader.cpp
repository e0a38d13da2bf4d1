#include "runtime/trace/jsonl_reader.hpp"

#include <algorithm>
#include <charconv>
#include <istream>
#include <unordered_map>

#include <nlohmann/json.hpp>

namespace coroscope::trace {
namespace {

using Json = nlohmann::json;

/// A line is not as it was written: says what is wrong with it.
struct BadLine {
    const char* why;
};

/// Numbers names by first appearance, from 1.
class Names {
public:
    Names(std::vector<StringId>& by_id, std::size_t most) : by_id_{by_id}, most_{most} {}

    template <class Intern>
    std::uint32_t id(const std::string& name, const Intern& intern) {
        const auto [found, is_new] = ids_.try_emplace(name, 0);
        if (is_new) {
            if (by_id_.size() > most_) {
                throw BadLine{"more names than a recording can have"};
            }
            found->second = static_cast<std::uint32_t>(by_id_.size());
            by_id_.push_back(intern(name));
        }
        return found->second;
    }

private:
    std::vector<StringId>& by_id_;
    std::size_t most_;
    std::unordered_map<std::string, std::uint32_t> ids_;
};

class Lines {
public:
    explicit Lines(Recording& recording)
        : recording_{recording},
          tasks_{recording.task_names, max_task},
          threads_{recording.thread_names, max_thread} {}

    /// Takes in a line; false where its kind is not known.
    bool take(const std::string& line, std::size_t number) {
        const Json json = Json::parse(line, nullptr, false);
        if (!json.is_object()) {
            throw BadLine{"no line of a recording"};
        }
        if (integer(json, "seq").value_or(-1) != static_cast<std::int64_t>(number)) {
            throw BadLine{"its seq is not the number of the line"};
        }
        const std::optional<Kind> kind = kind_of(text(json, "kind"));
        if (!kind) {
            return false;
        }
        Event event;
        event.kind = *kind;
        const std::optional<std::int64_t> time = integer(json, "t_ns");
        if (!time) {
            throw BadLine{"it has no t_ns"};
        }
        event.t_ns = *time;
        event.value = integer(json, "value").value_or(no_value);
        event.text = intern(text(json, "text"));
        if (const std::string& name = text(json, "thread"); !name.empty()) {
            event.thread = thread(name) & max_thread;
        }
        if (const std::string& name = text(json, "task"); !name.empty()) {
            event.task = task(name) & max_task;
        }
        if (const std::string& name = text(json, "loop"); name.starts_with("loop-")) {
            event.loop = static_cast<LoopId>(after(name, 5)) & max_loop;
        }
        event.other = party(text(json, "other"));
        if (const std::string& file = text(json, "file"); !file.empty()) {
            event.site = site(file, integer(json, "line").value_or(0)) & max_site;
        }
        recording_.events.push_back(event);
        return true;
    }

private:
    static const std::string& text(const Json& json, const char* field) {
        static const std::string none;
        const auto found = json.find(field);
        return found == json.end() || !found->is_string() ? none
                                                          : found->get_ref<const std::string&>();
    }
    static std::optional<std::int64_t> integer(const Json& json, const char* field) {
        const auto found = json.find(field);
        if (found == json.end() || !found->is_number_integer()) {
            return std::nullopt;
        }
        return found->get<std::int64_t>();
    }
    /// The number that stands behind that many letters, or 0.
    static std::uint32_t after(const std::string& text, std::size_t letters) {
        std::uint32_t number = 0;
        std::from_chars(text.data() + std::min(letters, text.size()), text.data() + text.size(),
                        number);
        return number;
    }

    StringId intern(const std::string& string) {
        if (string.empty()) {
            return 0;
        }
        const auto [found, is_new] = strings_.try_emplace(string, 0);
        if (is_new) {
            if (recording_.strings.size() > max_string) {
                throw BadLine{"more texts than a recording can have"};
            }
            found->second = static_cast<StringId>(recording_.strings.size());
            recording_.strings.push_back(string);
        }
        return found->second;
    }
    std::uint32_t task(const std::string& name) {
        return tasks_.id(name, [&](const std::string& each) { return intern(each); });
    }
    std::uint32_t thread(const std::string& name) {
        return threads_.id(name, [&](const std::string& each) { return intern(each); });
    }
    SiteId site(const std::string& file, std::int64_t line) {
        const StringId name = intern(file);
        const std::uint64_t key = (std::uint64_t{name} << 32) | static_cast<std::uint32_t>(line);
        const auto [found, is_new] = sites_.try_emplace(key, 0);
        if (is_new && recording_.sites.size() <= max_site) {
            found->second = static_cast<SiteId>(recording_.sites.size());
            recording_.sites.push_back({name, static_cast<std::uint32_t>(line)});
        }
        return found->second;
    }
    Party party(const std::string& name) {
        if (name == "person") {
            return Party::person();
        }
        const std::size_t colon = name.find(':');
        if (colon == std::string::npos) {
            return {};
        }
        const std::string_view type{name.data(), colon};
        const std::string rest = name.substr(colon + 1);
        return type == "task"     ? Party::task(task(rest))
               : type == "thread" ? Party::thread(thread(rest))
               : type == "future" ? Party::future(after(rest, 0))
               : type == "handle" ? Party::handle(after(rest, 0))
               : type == "conn"   ? Party::conn(after(rest, 0))
                                  : Party{};
    }

    Recording& recording_;
    Names tasks_;
    Names threads_;
    std::unordered_map<std::string, StringId> strings_;
    std::unordered_map<std::uint64_t, SiteId> sites_;
};

}  // namespace

ReadingResult read_jsonl(std::istream& in, std::uint64_t file_size, Recording& recording,
                         const ReadingHooks& hooks) {
    constexpr std::size_t lines_at_a_time = 1024;
    ReadingResult result{.in_lines = true};
    Lines lines{recording};
    std::string line;
    std::uint64_t bytes = 0;
    std::size_t number = 0;
    for (; std::getline(in, line); ++number) {
        const bool is_whole = !in.eof();
        bytes += line.size() + 1;
        try {
            lines.take(line, number);
        } catch (const BadLine& bad) {
            if (number == 0) {
                throw NoRecording{bad.why};
            }
            result.damage = is_whole ? Damage::damaged : Damage::cut_off;
            result.why = is_whole ? bad.why : "";
            break;
        }
        if (number % lines_at_a_time != lines_at_a_time - 1) {
            continue;
        }
        if (hooks.grown) {
            hooks.grown();
        }
        const double part =
            static_cast<double>(bytes) / static_cast<double>(std::max<std::uint64_t>(1, file_size));
        if (hooks.go_on && !hooks.go_on(part)) {
            result.damage = Damage::stopped;
            ++number;
            break;
        }
    }
    result.place = number + (result.damage == Damage::none ? 0 : 1);
    return result;
}

}  // namespace coroscope::trace
