#include "runtime/trace/journal.hpp"

#include "runtime/trace/words.hpp"

namespace coroscope::trace::journal {
namespace {

Form form_of(Word word) { return static_cast<Form>(word & 0xff); }

bool is_event(Form form) { return (form & no_event) == 0; }
bool has(Form form, Form bit) { return (form & bit) != 0; }

Kind kind_in(Word first) { return static_cast<Kind>(first >> 8 & 0xff); }

// In these a line says that the callback is the program's own, so none is filled in.
bool line_has_meaning(Kind kind) {
    return kind == Kind::call_soon || kind == Kind::call_threadsafe || kind == Kind::handle_begin;
}

}  // namespace

void Now::take(Word word) {
    switch (form_of(word)) {
        case time:
            t_ns = ticks != nullptr ? ticks->ns_of(word >> 8)
                                    : static_cast<std::int64_t>(epoch_begin | word >> 8);
            break;
        case epoch:
            epoch_begin = word >> 8 << 56;
            break;
        case loop:
            thread = static_cast<ThreadId>(word >> 8 & 0xfff);
            its_loop = static_cast<LoopId>(word >> 20 & 0xfff);
            between_steps = static_cast<SiteId>(word >> 32);
            break;
        case step:
        case step_begins:
            task = task_in(word);
            site = site_in(word);
            break;
        case has_value:
        case has_more:
        case ends_step:
            break;  // an event's
    }
}

Event Now::event(const Entry& entry) const {
    const Kind kind = kind_in(entry.first);
    const TaskId its_task = task_in(entry.first);
    const auto given_loop = static_cast<LoopId>(entry.more >> 32 & 0xfff);
    const auto its_site = static_cast<SiteId>(entry.more >> 44 & 0xffff);
    return {
        .t_ns = t_ns,
        .value = (entry.first & has_value) != 0 ? static_cast<std::int64_t>(entry.value) : no_value,
        .task = its_task != 0 ? its_task : task,
        .text = entry.first >> 40,
        .site = its_site != 0 || line_has_meaning(kind) ? its_site : site,
        .other = std::bit_cast<Party>(static_cast<std::uint32_t>(entry.more)),
        .thread = thread,
        .loop = given_loop != 0 ? given_loop : its_loop,
        .kind = kind};
}

void read(std::span<const Word> words, Now& now, std::vector<Event>& events) {
    for (std::size_t i = 0; i < words.size();) {
        Entry entry{.first = words[i++]};
        const Form form = form_of(entry.first);
        if (!is_event(form)) {
            now.take(entry.first);
            if (form == step_begins) {
                events.push_back(now.event({.first = of_event(Kind::step_begin, 0, 0)}));
            }
            continue;
        }
        if (has(form, has_value)) {
            entry.value = words[i++];
        }
        if (has(form, has_more)) {
            entry.more = words[i++];
        }
        events.push_back(now.event(entry));
        if (has(form, ends_step)) {
            const Word end = of_event(Kind::step_end, 0, id_of(trace::Word::waits));
            events.push_back(now.event({.first = end}));
        }
        if (has(form, ends_step) || kind_in(entry.first) == Kind::step_end) {
            now.task = 0;
            now.site = now.between_steps;
        }
    }
}

std::size_t count(std::span<const Word> words) {
    std::size_t events = 0;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const Form form = form_of(words[i]);
        if (is_event(form)) {
            events += has(form, ends_step) ? 2 : 1;
            i += has(form, has_value) + has(form, has_more);
        } else if (form == step_begins) {
            ++events;
        }
    }
    return events;
}

}  // namespace coroscope::trace::journal
