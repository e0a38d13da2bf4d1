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
        case yields:
            t_ns = ticks != nullptr ? ticks->ns_of(word >> 8)
                                    : static_cast<std::int64_t>(epoch_begin | word >> 8);
            break;
        case epoch:
            epoch_begin = word >> 8 << 56;
            break;
        case loop:
            thread = static_cast<ThreadId>(word >> 8 & 0xfff);
            its_loop = loop_in(word);
            between_steps = static_cast<SiteId>(word >> 32);
            break;
        case step:
        case step_begins:
            task = task_in(word);
            site = site_in(word);
            break;
        case makes_task:
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

namespace {

Event step_end(const Now& now, trace::Word how) {
    return now.event({.first = of_event(Kind::step_end, 0, id_of(how))});
}

Event new_task(const Now& now, Word word) {
    const Party creator = now.task != 0 ? Party::task(now.task) : Party{};
    return now.event({.first = of_event(Kind::task_new, now.last_made + 1, task_in(word)),
                      .more = of_more(creator, 0, site_in(word))});
}

// What `of_end` is.
void add_end(const Now& now, Word first, std::vector<Event>& events) {
    const TaskId woken = task_in(first);
    events.push_back(now.event({.first = first ^ of_event(Kind{}, woken, 0)}));
    if (woken != 0) {
        events.push_back(now.event({.first = of_event(Kind::woken, woken, 0),
                                    .more = of_more(Party::task(now.task), 0, 0)}));
    }
    events.push_back(step_end(now, trace::Word::ends));
}

// How many events that word begins to be.
std::size_t events_of(Word word) {
    const Form form = form_of(word);
    if (!is_event(form)) {
        return form == step_begins || form == makes_task || form == yields ? 1 : 0;
    }
    if (!has(form, ends_step)) {
        return 1;
    }
    return kind_in(word) == Kind::task_done && task_in(word) != 0 ? 3 : 2;
}

}  // namespace

void read(std::span<const Word> words, Now& now, std::vector<Event>& events) {
    for (std::size_t i = 0; i < words.size();) {
        Entry entry{.first = words[i++]};
        const Form form = form_of(entry.first);
        if (!is_event(form)) {
            now.take(entry.first);
            if (form == step_begins) {
                events.push_back(now.event({.first = of_event(Kind::step_begin, 0, 0)}));
            } else if (form == makes_task) {
                events.push_back(new_task(now, entry.first));
                ++now.last_made;
            } else if (form == yields) {
                events.push_back(step_end(now, trace::Word::yields));
                now.leave_step();
            }
            continue;
        }
        if (has(form, has_value)) {
            entry.value = words[i++];
        }
        if (has(form, has_more)) {
            entry.more = words[i++];
        }
        const Kind kind = kind_in(entry.first);
        if (has(form, ends_step) && kind == Kind::task_done) {
            add_end(now, entry.first, events);
        } else {
            events.push_back(now.event(entry));
            if (has(form, ends_step)) {
                events.push_back(step_end(now, trace::Word::waits));
            }
        }
        if (kind == Kind::task_new) {
            now.last_made = task_in(entry.first);
        }
        if (has(form, ends_step) || kind == Kind::step_end) {
            now.leave_step();
        }
    }
}

std::size_t count(std::span<const Word> words) {
    std::size_t events = 0;
    for (std::size_t i = 0; i < words.size(); ++i) {
        events += events_of(words[i]);
        if (const Form form = form_of(words[i]); is_event(form)) {
            i += has(form, has_value) + has(form, has_more);
        }
    }
    return events;
}

}  // namespace coroscope::trace::journal
