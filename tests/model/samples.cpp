#include "tests/model/samples.hpp"

#include <deque>
#include <map>
#include <random>
#include <string>

namespace coroscope::viz::test {

using trace::Kind;
using trace::Party;
using trace::TaskId;

namespace {

// main() waits for future 1, through future 2, until 1 s at most.
void begin_wait_for(RecordingBuilder& run) {
    run.event(Kind::future_new, "wait_for", Party::future(2), trace::no_value, 1);
    run.event(Kind::callback_add, "_release_waiter", Party::future(1), trace::no_value, 1);
    run.waits(1, "wait_for", Party::future(2), 1).step_end(1, "waits");
}

}  // namespace

trace::Recording interrupted_sleepers() {
    RecordingBuilder run{"lesson=5 sleep=async clock=virtual language=cpp"};
    run.line(10).loop_new();
    for (const TaskId task : {1u, 2u, 3u}) {
        run.line(13).task_new(task, "work(" + std::to_string(task) + ")");
    }
    run.line(17).run_begin("run_until_complete", Party::future(1)).iteration(3);
    for (const TaskId task : {1u, 2u, 3u}) {
        run.step_begin(task).timer_set(task, task);
        run.line(6).waits(task, "sleep", Party::future(1 + task), task).step_end(task, "waits");
    }
    run.iteration(0).select_begin(1).at(1).select_end();
    run.timer_due(1).handle_begin(1).future_done(2).woken(1, Party::future(2)).handle_end(1);
    run.iteration(1).step_begin(1).line(7).print("waited 1", 1).done(1, "1").step_end(1, "ends");
    run.iteration(1).call_soon(9, "gather").handle_begin(9).handle_end(9);
    run.iteration(0).select_begin(1).at(1.5).interrupt().select_end();
    run.run_end("KeyboardInterrupt");
    run.line(21).cancel_asked(1, false).line(21).print("False");
    for (const TaskId task : {2u, 3u}) {
        run.timer_cancel(task).future_done(1 + task, "cancelled");
        run.woken(task, Party::future(1 + task)).line(21).cancel_asked(task, true);
        run.line(21).print("True");
    }
    run.line(23).stop().line(24).run_begin("run_forever").iteration(2);
    for (const TaskId task : {2u, 3u}) {
        run.step_begin(task, "CancelledError").cancelled(task).step_end(task, "ends");
    }
    run.run_end().line(26).close();
    return run.recording();
}

trace::Recording blocking_sleepers() {
    RecordingBuilder run;
    run.loop_new().task_new(1, "work(1)").task_new(2, "work(2)").run_begin("run_forever");
    run.iteration(2);
    for (const TaskId task : {1u, 2u}) {
        run.step_begin(task).block_begin("sleep", task, task).at(task).block_end(task);
        run.done(task).step_end(task, "ends");
    }
    run.run_end();
    return run.recording();
}

trace::Recording jobs_in_a_thread() {
    RecordingBuilder run;
    run.line(8).loop_new().thread_start(2, "Thread-1 (start_loop)").run_begin("run_forever");
    run.iteration(0).event(Kind::select_begin);
    run.on(1).line(11).call_threadsafe(1, "job(3)").line(12).call_threadsafe(2, "job(5)");
    run.in(0).print("main is free").in(1);
    run.on(2).select_end().line(3).handle_begin(1, "job(3)").block_begin("sleep", 3);
    run.at(3).block_end().handle_end(1).line(3).handle_begin(2, "job(5)").block_begin("sleep", 8);
    run.at(8).block_end().handle_end(2).stop().run_end().thread_end();
    run.on(1).close();
    return run.recording();
}

namespace {

/// A small loop that runs nothing and decides everything by chance.
class RandomRun {
public:
    explicit RandomRun(std::uint32_t seed) : random_{seed} {}

    trace::Recording make(std::size_t events) {
        run_.loop_new().run_begin("run_forever");
        new_task(0);
        while (run_.seq() < events) {
            iteration(events);
        }
        run_.run_end().close();
        return run_.recording();
    }

private:
    unsigned below(unsigned end) { return static_cast<unsigned>(random_() % end); }

    void new_task(TaskId by) {
        const TaskId task = ++tasks_;
        run_.line(1 + below(9)).task_new(task, "work(" + std::to_string(task) + ")", by);
        ready_.push_back(Party::task(task));
    }

    void iteration(std::size_t events) {
        run_.iteration(static_cast<std::int64_t>(ready_.size()));
        if (ready_.empty() && timers_.empty()) {
            new_task(0);
        }
        if (ready_.empty()) {
            const double due = timers_.begin()->first;
            run_.select_begin(due - now_).at(due).select_end();
            now_ = due;
        }
        while (!timers_.empty() && timers_.begin()->first <= now_) {
            run_.timer_due(timers_.begin()->second);
            ready_.push_back(Party::handle(timers_.begin()->second));
            timers_.erase(timers_.begin());
        }
        for (auto batch = ready_.size(); batch > 0 && run_.seq() < events; --batch) {
            const Party next = ready_.front();
            ready_.pop_front();
            next.kind() == trace::PartyKind::task ? step(next.number()) : handle(next.number());
        }
    }

    void handle(std::uint32_t number) {
        run_.handle_begin(number);
        if (const auto sleeper = sleepers_.find(number); sleeper != sleepers_.end()) {
            run_.future_done(number).woken(sleeper->second, Party::future(number));
            ready_.push_back(Party::task(sleeper->second));
            sleepers_.erase(sleeper);
        }
        run_.handle_end(number);
    }

    void step(TaskId task) {
        run_.step_begin(task);
        for (unsigned deeds = below(3); deeds > 0; --deeds) {
            deed(task);
        }
        switch (below(6)) {
            case 0:
                run_.done(task, "1").step_end(task, "ends");
                return;
            case 1:
                run_.failed(task, "ValueError: boom").step_end(task, "ends");
                return;
            case 2:
                run_.cancelled(task).step_end(task, "ends");
                return;
            case 3:
                run_.step_end(task, "yields");
                ready_.push_back(Party::task(task));
                return;
            default:
                sleep(task);
                return;
        }
    }

    void deed(TaskId task) {
        switch (below(5)) {
            case 0:
                new_task(task);
                return;
            case 1:
                run_.print("hello", task);
                return;
            case 2:
                run_.block_begin("sleep", now_ + 1, task);
                now_ += 1;
                run_.at(now_).block_end(task);
                return;
            case 3:
                run_.line(4).call_soon(++handles_, "job()");
                ready_.push_back(Party::handle(handles_));
                return;
            default:
                run_.cancel_asked(1 + below(tasks_), below(2) == 1, Party::task(task));
                return;
        }
    }

    void sleep(TaskId task) {
        const double due = now_ + below(4);
        run_.timer_set(++handles_, due).line(5);
        run_.waits(task, "sleep", Party::future(handles_), due).step_end(task, "waits");
        timers_.emplace(due, handles_);
        sleepers_[handles_] = task;
    }

    RecordingBuilder run_;
    std::mt19937 random_;
    double now_ = 0;
    TaskId tasks_ = 0;
    std::uint32_t handles_ = 0;
    std::deque<Party> ready_;
    std::multimap<double, std::uint32_t> timers_;
    std::map<std::uint32_t, TaskId> sleepers_;
};

}  // namespace

RecordingBuilder wait_for_future(std::string_view made_by) {
    RecordingBuilder run;
    run.loop_new().task_new(1, "main()").run_begin("run").step_begin(1);
    run.event(Kind::future_new, made_by, Party::future(1), trace::no_value, 1);
    begin_wait_for(run);
    return run;
}

RecordingBuilder wait_for_gather() {
    RecordingBuilder run;
    run.loop_new().task_new(1, "main()").run_begin("run").step_begin(1);
    for (const TaskId task : {2u, 3u}) {
        run.task_new(task, "work(" + std::to_string(task + 3) + ")", 1);
        run.event(Kind::callback_add, "_done_callback", Party::task(task), trace::no_value, 1);
    }
    run.event(Kind::future_new, "gather", Party::future(1), trace::no_value, 1);
    begin_wait_for(run);
    return run;
}

trace::Recording random_run(std::uint32_t seed, std::size_t events) {
    return RandomRun{seed}.make(events);
}

trace::Recording nonsense(std::uint32_t seed, std::size_t events) {
    std::mt19937 random{seed};
    const auto below = [&](std::uint32_t end) {
        return static_cast<std::uint32_t>(random() % end);
    };
    RecordingBuilder names;
    names.task_new(1, "a").task_new(2, "b").on(2, "other").line(3).thread_end();
    names.intern("yields");
    trace::Recording recording = names.recording();
    for (std::size_t count = 0; count < events; ++count) {
        // Mostly numbers of something, sometimes any at all.
        const bool wild = below(8) == 0;
        trace::Event event;
        event.t_ns = static_cast<std::int64_t>(random()) - (1 << 30);
        event.value = wild ? INT64_MAX - below(3) : static_cast<std::int64_t>(below(4));
        event.task = below(wild ? 1u << 24 : 4);
        event.text = below(wild ? 1u << 24 : 12);
        event.site = below(wild ? 1u << 16 : 3);
        event.other = Party{static_cast<trace::PartyKind>(below(7)), below(wild ? 1u << 28 : 4)};
        event.thread = below(wild ? 1u << 12 : 4);
        event.loop = below(wild ? 1u << 12 : 4);
        event.kind = static_cast<Kind>(below(static_cast<std::uint32_t>(trace::kind_count)));
        recording.events.push_back(event);
    }
    return recording;
}

trace::Recording crowd_of_callbacks(std::uint32_t count) {
    const auto label = [](std::uint32_t handle) { return "job(" + std::to_string(handle) + ")"; };
    RecordingBuilder run;
    run.loop_new().task_new(1, "main()").run_begin("run_forever").step_begin(1);
    for (std::uint32_t handle = 1; handle <= count; ++handle) {
        run.line(3).call_soon(handle, label(handle));
    }
    run.done(1).step_end(1, "ends").iteration(count);
    for (std::uint32_t handle = 1; handle <= count; ++handle) {
        run.line(1).handle_begin(handle, label(handle)).handle_end(handle);
    }
    return run.recording();
}

std::vector<trace::Recording> many_recordings() {
    std::vector<trace::Recording> all{trace::Recording{}, RecordingBuilder{}.recording(),
                                      interrupted_sleepers(), blocking_sleepers(),
                                      jobs_in_a_thread()};
    for (const std::uint32_t seed : {1u, 2u, 3u, 4u}) {
        all.push_back(random_run(seed, 250));
        all.push_back(nonsense(seed, 250));
    }
    return all;
}

}  // namespace coroscope::viz::test
