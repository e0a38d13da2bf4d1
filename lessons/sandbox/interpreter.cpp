#include "lessons/sandbox/interpreter.hpp"

#include <functional>
#include <utility>
#include <vector>

#include "lessons/sandbox/present_line.hpp"
#include "lessons/sandbox/source.hpp"
#include "runtime/asyncio.hpp"
#include "runtime/bound_cancel.hpp"
#include "runtime/dict.hpp"

namespace coroscope::sandbox {
namespace {

using detail::PromiseBase;

/// The number of a line of the C++ listing in the present recording.
trace::SiteId site_of(int line) {
    trace::Writer* trace = trace::writer();
    return trace != nullptr && line > 0
               ? trace->recorder().tables().site(cpp_file, static_cast<std::uint32_t>(line))
               : 0;
}

/// Plain code stands at that line.
void at(int line) {
    if (trace::Writer* trace = trace::writer()) {
        trace->come_to(site_of(line));
    }
}

/// Where a coroutine of the program stands. Its own frame is the interpreter's, which has no lines
/// in recordings: it passes on that of whoever awaits it, and that is told here.
struct Frame {
    PromiseBase* promise = nullptr;
    void at(int line) const {
        sandbox::at(line);
        promise->awaited_at = site_of(line);
    }
};

/// A thread's function, which gives the thread its name.
struct ThreadFunction {
    std::string called;
    std::function<void()> function;
    [[nodiscard]] const std::string& name() const { return called; }
    void operator()() const { function(); }
};

}  // namespace

struct Interpreter::State {
    explicit State(Program its_program)
        : program{std::move(its_program)}, source{sandbox::source(program)} {}

    Program program;
    Source source;
    Dict<Task<void>> tasks;
    Dict<EventLoop*> loops;

    // A coroutine of the interpreter's under the name and at the line of one of the program's.
    static Coro<void> as_own(Coro<void> coroutine, Frame& frame, const std::string& name,
                             int line) {
        frame.promise = &coroutine.promise();
        if (trace::Writer* trace = trace::writer()) {
            PromiseBase& promise = coroutine.promise();
            promise.label = trace->intern(name + "()");
            promise.site = site_of(line);
            trace->emit(trace::Kind::coro_new, {.text = promise.label});
        }
        return coroutine;
    }

    Coro<void> call_task(std::size_t index) {
        auto frame = std::make_shared<Frame>();
        Frame& here = *frame;
        return as_own(run_task(*this, index, std::move(frame)), here, program.tasks[index].name,
                      source.tasks[index].def);
    }
    Coro<void> call_main(std::size_t loop) {
        auto frame = std::make_shared<Frame>();
        Frame& here = *frame;
        return as_own(run_main(*this, loop, std::move(frame)), here, main_name(loop),
                      source.loops[loop].main);
    }

    void create(std::size_t index) {
        Coro<void> coroutine = call_task(index);
        tasks.set(program.tasks[index].name, create_task(std::move(coroutine)));
    }

    static Coro<void> run_task(State& state, std::size_t index, std::shared_ptr<Frame> frame) {
        const TaskPlan& task = state.program.tasks[index];
        const TaskLines& lines = state.source.tasks[index];
        for (std::size_t i = 0; i < task.steps.size(); ++i) {
            const Step& step = task.steps[i];
            frame->at(lines.steps[i]);
            if (step.kind == StepKind::sleep) {
                auto sleeping = sleep(std::chrono::milliseconds{step.tenths * 100});
                co_await std::move(sleeping);
            } else if (step.kind == StepKind::await_task) {
                const Task<void> other = state.tasks.at(state.program.tasks[step.task].name);
                co_await other;
            } else {
                state.act(task, step);
            }
        }
    }

    // A step that awaits nothing.
    void act(const TaskPlan& task, const Step& step) {
        const auto other = [&]() -> const TaskPlan& { return program.tasks[step.task]; };
        switch (step.kind) {
            case StepKind::sleep:
            case StepKind::await_task:
                break;
            case StepKind::blocking_sleep:
                time_sleep(std::chrono::milliseconds{step.tenths * 100});
                break;
            case StepKind::print:
                print(step.text);
                break;
            case StepKind::spawn:
                if (other().loop == task.loop) {
                    create(step.task);
                } else {
                    // In this order, as Python evaluates: a missing loop leaves a coroutine that
                    // was never awaited.
                    Coro<void> coroutine = call_task(step.task);
                    EventLoop& loop = *loops.at(loop_key(other().loop));
                    run_coroutine_threadsafe(std::move(coroutine), loop);
                }
                break;
            case StepKind::cancel:
                if (other().loop == task.loop) {
                    tasks.at(other().name).cancel();
                } else {
                    EventLoop& loop = *loops.at(loop_key(other().loop));
                    loop.call_soon_threadsafe(cancel_of(tasks.at(other().name)), present_line());
                }
                break;
        }
    }

    static Coro<void> run_main(State& state, std::size_t loop, std::shared_ptr<Frame> frame) {
        const LoopLines& lines = state.source.loops[loop];
        if (lines.loop != 0) {
            frame->at(lines.loop);
            state.loops.set(loop_key(loop), &get_running_loop());
        }
        std::vector<Task<void>> children;
        for (std::size_t i = 0; i < state.program.tasks.size(); ++i) {
            const TaskPlan& task = state.program.tasks[i];
            if (task.loop == loop && task.starts) {
                frame->at(state.source.tasks[i].create);
                state.create(i);
                children.push_back(state.tasks.at(task.name));
            }
        }
        if (!children.empty()) {
            frame->at(lines.gather);
            auto gathered = gather(std::move(children), return_exceptions);
            co_await gathered;
        }
    }

    void run_loop(std::size_t loop) {
        at(source.loops[loop].run);
        coroscope::run(call_main(loop));
    }
};

Interpreter::Interpreter(Program program) : state_{std::make_unique<State>(std::move(program))} {}
Interpreter::~Interpreter() = default;

void Interpreter::run() {
    State& state = *state_;
    std::vector<Thread> threads;
    for (std::size_t loop = 1; loop < state.program.loops; ++loop) {
        at(state.source.loops[loop].make);
        threads.push_back(
            Thread{ThreadFunction{thread_name(loop), [&state, loop] { state.run_loop(loop); }}});
        at(state.source.loops[loop].start);
        threads.back().start();
    }
    state.run_loop(0);
    for (std::size_t loop = 1; loop < state.program.loops; ++loop) {
        at(state.source.loops[loop].join);
        threads[loop - 1].join();
    }
}

}  // namespace coroscope::sandbox
