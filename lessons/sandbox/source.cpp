#include "lessons/sandbox/source.hpp"

#include <algorithm>
#include <span>

#include "runtime/repr.hpp"

namespace coroscope::sandbox {
namespace {

std::string seconds(int tenths) {
    const std::string whole = std::to_string(tenths / 10);
    return tenths % 10 == 0 ? whole : whole + "." + std::to_string(tenths % 10);
}

std::string cpp_seconds(int tenths) {
    return tenths % 10 == 0 ? std::to_string(tenths / 10) + "s"
                            : std::to_string(tenths * 100) + "ms";
}

// A C++ literal of the text. Python's own escapes would do but for \x, which C++ lets go on.
std::string cpp_string(const std::string& text) {
    std::string literal = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') {
            literal += '\\';
            literal += c;
        } else if (c == '\n') {
            literal += "\\n";
        } else if (c == '\t') {
            literal += "\\t";
        } else if (static_cast<unsigned char>(c) >= 0x20) {
            literal += c;
        }
    }
    return literal + "\"";
}

// The same literal is right in Python too.
std::string python_string(const std::string& text) { return cpp_string(text); }

class Writer {
public:
    explicit Writer(const Program& program) : program_{program} {
        source_.loops.resize(program.loops);
        source_.tasks.resize(program.tasks.size());
    }

    Source write() {
        head();
        for (std::size_t task = 0; task < program_.tasks.size(); ++task) {
            coroutine(task);
        }
        for (std::size_t loop = 0; loop < program_.loops; ++loop) {
            main(loop);
        }
        for (std::size_t loop = 1; loop < program_.loops; ++loop) {
            thread(loop);
        }
        foot();
        return std::move(source_);
    }

private:
    // Each returns the number of the line that it has written.
    int python(std::string text = {}) {
        source_.python.push_back(std::move(text));
        return static_cast<int>(source_.python.size());
    }
    int cpp(std::string text = {}, int python_line = 0) {
        source_.cpp.push_back({std::move(text), python_line});
        return static_cast<int>(source_.cpp.size());
    }
    int both(std::string python_text, std::string cpp_text) {
        const int line = python(std::move(python_text));
        return cpp(std::move(cpp_text), line);
    }

    [[nodiscard]] bool has(StepKind kind) const {
        return std::ranges::any_of(program_.tasks, [&](const TaskPlan& task) {
            return std::ranges::find(task.steps, kind, &Step::kind) != task.steps.end();
        });
    }
    [[nodiscard]] bool has_loops() const {
        for (std::size_t loop = 0; loop < program_.loops; ++loop) {
            if (is_reached_from_elsewhere(program_, loop)) {
                return true;
            }
        }
        return false;
    }

    void head() {
        both("import asyncio", "#include \"runtime/asyncio.hpp\"");
        cpp("#include \"runtime/dict.hpp\"");
        if (program_.loops > 1) {
            cpp("#include \"runtime/bound_cancel.hpp\"");
        }
        if (program_.loops > 1) {
            python("import threading");
        }
        if (has(StepKind::blocking_sleep)) {
            python("import time");
        }
        python();
        cpp();
        cpp("using namespace coroscope;");
        cpp("using namespace std::chrono_literals;");
        cpp();
        both("tasks = {}", "Dict<Task<void>> tasks;");
        if (has_loops()) {
            both("loops = {}", "Dict<EventLoop*> loops;");
        }
        declarations();
    }

    // C++ wants to have heard of a coroutine before it is called.
    void declarations() {
        for (std::size_t task = 0; task < program_.tasks.size(); ++task) {
            const auto spawns = [&](const TaskPlan& other) {
                return std::ranges::any_of(other.steps, [&](const Step& step) {
                    return step.kind == StepKind::spawn && step.task == task;
                });
            };
            if (std::ranges::any_of(std::span{program_.tasks}.first(task), spawns)) {
                cpp("Coro<void> " + program_.tasks[task].name + "();");
            }
        }
    }

    void coroutine(std::size_t index) {
        const TaskPlan& task = program_.tasks[index];
        python();
        python();
        cpp();
        TaskLines& lines = source_.tasks[index];
        lines.def = both("async def " + task.name + "():", "Coro<void> " + task.name + "() {");
        bool awaits = false;
        for (const Step& step : task.steps) {
            lines.steps.push_back(one_step(task, step));
            awaits = awaits || step.kind == StepKind::sleep || step.kind == StepKind::await_task;
        }
        end_of_coroutine(task.steps.empty(), awaits);
    }

    void end_of_coroutine(bool empty, bool awaits) {
        if (empty) {
            python("    pass");
        }
        if (!awaits) {
            cpp("    co_return;");
        }
        cpp("}");
    }

    int one_step(const TaskPlan& task, const Step& step) {
        const auto other = [&]() -> const TaskPlan& { return program_.tasks[step.task]; };
        const auto key = [&] { return "\"" + other().name + "\""; };
        const auto far = [&] { return other().loop != task.loop; };
        const auto loop = [&] { return "\"" + loop_key(other().loop) + "\""; };
        switch (step.kind) {
            case StepKind::sleep:
                return both("    await asyncio.sleep(" + seconds(step.tenths) + ")",
                            "    co_await sleep(" + cpp_seconds(step.tenths) + ");");
            case StepKind::blocking_sleep:
                return both("    time.sleep(" + seconds(step.tenths) + ")",
                            "    time_sleep(" + cpp_seconds(step.tenths) + ");");
            case StepKind::print:
                return both("    print(" + python_string(step.text) + ")",
                            "    print(" + cpp_string(step.text) + ");");
            case StepKind::spawn:
                return far() ? both("    asyncio.run_coroutine_threadsafe(" + other().name +
                                        "(), loops[" + loop() + "])",
                                    "    run_coroutine_threadsafe(" + other().name +
                                        "(), *loops.at(" + loop() + "));")
                             : create("    ", other());
            case StepKind::await_task:
                return both("    await tasks[" + key() + "]",
                            "    co_await tasks.at(" + key() + ");");
            case StepKind::cancel:
                return far() ? both("    loops[" + loop() + "].call_soon_threadsafe(tasks[" +
                                        key() + "].cancel)",
                                    "    loops.at(" + loop() +
                                        ")->call_soon_threadsafe(cancel_of(tasks.at(" + key() +
                                        ")));")
                             : both("    tasks[" + key() + "].cancel()",
                                    "    tasks.at(" + key() + ").cancel();");
        }
        return 0;
    }

    int create(const std::string& indent, const TaskPlan& task) {
        return both(
            indent + "tasks[\"" + task.name + "\"] = asyncio.create_task(" + task.name + "())",
            indent + "tasks.set(\"" + task.name + "\", create_task(" + task.name + "()));");
    }

    void main(std::size_t loop) {
        python();
        python();
        cpp();
        LoopLines& lines = source_.loops[loop];
        lines.main =
            both("async def " + main_name(loop) + "():", "Coro<void> " + main_name(loop) + "() {");
        if (is_reached_from_elsewhere(program_, loop)) {
            const std::string key = "\"" + loop_key(loop) + "\"";
            lines.loop = both("    loops[" + key + "] = asyncio.get_running_loop()",
                              "    loops.set(" + key + ", &get_running_loop());");
        }
        std::string in_python;
        std::string in_cpp;
        for (std::size_t i = 0; i < program_.tasks.size(); ++i) {
            const TaskPlan& task = program_.tasks[i];
            if (task.loop != loop || !task.starts) {
                continue;
            }
            source_.tasks[i].create = create("    ", task);
            const std::string comma = in_cpp.empty() ? "" : ", ";
            in_python += comma + "tasks[\"" + task.name + "\"]";
            in_cpp += comma + "tasks.at(\"" + task.name + "\")";
        }
        if (!in_cpp.empty()) {
            both("    started = [" + in_python + "]", "    std::vector started{" + in_cpp + "};");
            lines.gather = both("    await asyncio.gather(*started, return_exceptions=True)",
                                "    co_await gather(started, return_exceptions);");
        }
        end_of_coroutine(in_cpp.empty() && lines.loop == 0, !in_cpp.empty());
    }

    void thread(std::size_t loop) {
        python();
        python();
        cpp();
        LoopLines& lines = source_.loops[loop];
        lines.thread_def =
            both("def " + thread_name(loop) + "():", "void " + thread_name(loop) + "() {");
        lines.run = both("    asyncio.run(" + main_name(loop) + "())",
                         "    run(" + main_name(loop) + "());");
        cpp("}");
    }

    void foot() {
        python();
        python();
        cpp();
        cpp("void program() {");
        const auto variable = [](std::size_t loop) { return "t" + std::to_string(loop); };
        for (std::size_t loop = 1; loop < program_.loops; ++loop) {
            LoopLines& lines = source_.loops[loop];
            lines.make =
                both(variable(loop) + " = threading.Thread(target=" + thread_name(loop) + ")",
                     "    Thread " + variable(loop) + "{partial<" + thread_name(loop) + ">()};");
            lines.start = both(variable(loop) + ".start()", "    " + variable(loop) + ".start();");
        }
        source_.loops[0].run = both("asyncio.run(main())", "    run(main());");
        for (std::size_t loop = 1; loop < program_.loops; ++loop) {
            source_.loops[loop].join =
                both(variable(loop) + ".join()", "    " + variable(loop) + ".join();");
        }
        cpp("}");
    }

    const Program& program_;
    Source source_;
};

}  // namespace

std::string main_name(std::size_t loop) {
    return loop == 0 ? "main" : "main_" + std::to_string(loop);
}
std::string thread_name(std::size_t loop) { return "thread_" + std::to_string(loop); }
std::string loop_key(std::size_t loop) { return loop == 0 ? "main" : thread_name(loop); }

bool is_reached_from_elsewhere(const Program& program, std::size_t loop) {
    return std::ranges::any_of(program.tasks, [&](const TaskPlan& task) {
        return task.loop != loop && std::ranges::any_of(task.steps, [&](const Step& step) {
                   return (step.kind == StepKind::spawn || step.kind == StepKind::cancel) &&
                          program.tasks[step.task].loop == loop;
               });
    });
}

std::string Source::python_text() const {
    std::string text;
    for (const std::string& line : python) {
        text += line + "\n";
    }
    return text;
}

std::string Source::cpp_text() const {
    std::string text;
    for (const CppLine& line : cpp) {
        text += line.text + "\n";
    }
    return text;
}

Source source(const Program& program) { return Writer{program}.write(); }

}  // namespace coroscope::sandbox
