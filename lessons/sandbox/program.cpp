#include "lessons/sandbox/program.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

#include <nlohmann/json.hpp>

namespace coroscope::sandbox {
namespace {

using Json = nlohmann::json;

constexpr std::array<std::string_view, step_kinds> kind_names{"sleep", "block", "print",
                                                              "spawn", "await", "cancel"};
constexpr std::array<std::string_view, most_tasks> task_names{"brew",  "toast", "pour", "grind",
                                                              "steep", "chill", "wash", "serve"};

std::string_view name_of(StepKind kind) { return kind_names[static_cast<std::size_t>(kind)]; }

bool speaks_of_a_task(const Step& step) {
    return step.kind == StepKind::spawn || step.kind == StepKind::await_task ||
           step.kind == StepKind::cancel;
}

Json to_json(const Step& step) {
    Json json = {{"do", name_of(step.kind)}};
    if (step.kind == StepKind::print) {
        json["text"] = step.text;
    } else if (speaks_of_a_task(step)) {
        json["task"] = step.task;
    } else {
        json["tenths"] = step.tenths;
    }
    return json;
}

[[noreturn]] void fail(const std::string& what) {
    throw std::invalid_argument{"this is no sandbox program: " + what};
}

Json parsed(std::string_view text) {
    try {
        return Json::parse(text);
    } catch (const Json::parse_error& error) {
        fail("its JSON is broken at character " + std::to_string(error.byte));
    }
}

/// What the object calls so, if it is of that kind.
template <class Value>
Value field(const Json& json, const char* name, bool (*is_kind)(const Json&)) {
    const auto found = json.find(name);
    if (found == json.end() || !is_kind(*found)) {
        fail(std::string{"'"} + name + "' is missing somewhere, or is no such thing");
    }
    return found->get<Value>();
}
std::string text_field(const Json& json, const char* name) {
    return field<std::string>(json, name, [](const Json& value) { return value.is_string(); });
}
bool switch_field(const Json& json, const char* name) {
    return field<bool>(json, name, [](const Json& value) { return value.is_boolean(); });
}
std::size_t number_field(const Json& json, const char* name) {
    return field<std::size_t>(json, name,
                              [](const Json& value) { return value.is_number_unsigned(); });
}
const Json& list_field(const Json& json, const char* name) {
    const auto found = json.find(name);
    if (found == json.end() || !found->is_array()) {
        fail(std::string{"'"} + name + "' is missing somewhere, or is no list");
    }
    return *found;
}

Step step_from(const Json& json, std::size_t tasks) {
    const auto name = text_field(json, "do");
    const auto found = std::ranges::find(kind_names, name);
    if (found == kind_names.end()) {
        fail("no step is called '" + name + "'");
    }
    Step step{.kind = static_cast<StepKind>(found - kind_names.begin())};
    if (step.kind == StepKind::print) {
        step.text = text_field(json, "text");
    } else if (speaks_of_a_task(step)) {
        step.task = number_field(json, "task");
        if (step.task >= tasks) {
            fail("a step speaks of a task that is not there");
        }
    } else {
        const std::size_t tenths = number_field(json, "tenths");
        if (tenths > most_tenths) {
            fail("a sleep takes 0 to 10 seconds");
        }
        step.tenths = static_cast<int>(tenths);
    }
    return step;
}

TaskPlan task_from(const Json& json, std::size_t loops, std::size_t tasks) {
    TaskPlan task{.name = text_field(json, "name"),
                  .loop = number_field(json, "loop"),
                  .starts = switch_field(json, "starts")};
    if (std::ranges::find(task_names, task.name) == task_names.end()) {
        fail("no task is called '" + task.name + "'");
    }
    if (task.loop >= loops) {
        fail("'" + task.name + "' belongs to a loop that is not there");
    }
    for (const Json& step : list_field(json, "steps")) {
        task.steps.push_back(step_from(step, tasks));
    }
    if (task.steps.size() > most_steps) {
        fail("'" + task.name + "' has too many steps");
    }
    return task;
}

}  // namespace

Program first_program() {
    const auto says = [](std::string text) {
        return Step{.kind = StepKind::print, .text = std::move(text)};
    };
    Program program;
    program.tasks = {
        {.name = "brew",
         .steps = {says("water on"),
                   {.kind = StepKind::sleep, .tenths = 20},
                   says("tea is ready")}},
        {.name = "toast",
         .steps = {{.kind = StepKind::sleep, .tenths = 10}, says("toast is ready")}},
        {.name = "serve",
         .steps = {{.kind = StepKind::await_task, .task = 0}, says("breakfast is served")}}};
    return program;
}

std::string new_task_name(const Program& program) {
    for (const std::string_view name : task_names) {
        if (std::ranges::find(program.tasks, name, &TaskPlan::name) == program.tasks.end()) {
            return std::string{name};
        }
    }
    return {};
}

Program without_task(Program program, std::size_t task) {
    program.tasks.erase(program.tasks.begin() + static_cast<std::ptrdiff_t>(task));
    for (TaskPlan& other : program.tasks) {
        std::erase_if(other.steps, [&](const Step& step) {
            return speaks_of_a_task(step) && step.task == task;
        });
        for (Step& step : other.steps) {
            if (speaks_of_a_task(step) && step.task > task) {
                --step.task;
            }
        }
    }
    return program;
}

Program without_loop(Program program, std::size_t loop) {
    if (loop == 0) {
        return program;
    }
    for (std::size_t i = program.tasks.size(); i-- > 0;) {
        if (program.tasks[i].loop == loop) {
            program = without_task(std::move(program), i);
        }
    }
    for (TaskPlan& task : program.tasks) {
        task.loop -= task.loop > loop ? 1 : 0;
    }
    --program.loops;
    return program;
}

std::string write(const Program& program) {
    Json tasks = Json::array();
    for (const TaskPlan& task : program.tasks) {
        Json steps = Json::array();
        for (const Step& step : task.steps) {
            steps.push_back(to_json(step));
        }
        tasks.push_back({{"name", task.name},
                         {"loop", task.loop},
                         {"starts", task.starts},
                         {"steps", std::move(steps)}});
    }
    return Json{{"loops", program.loops}, {"tasks", std::move(tasks)}}.dump(
        -1, ' ', false, Json::error_handler_t::replace);
}

Program parse(std::string_view text) {
    const Json json = parsed(text);
    Program program{.loops = number_field(json, "loops"), .tasks = {}};
    const Json& tasks = list_field(json, "tasks");
    if (program.loops < 1 || program.loops > most_loops || tasks.size() > most_tasks) {
        fail("it has too many loops or tasks, or no loop");
    }
    for (const Json& task : tasks) {
        TaskPlan plan = task_from(task, program.loops, tasks.size());
        if (std::ranges::find(program.tasks, plan.name, &TaskPlan::name) != program.tasks.end()) {
            fail("two tasks are called '" + plan.name + "'");
        }
        program.tasks.push_back(std::move(plan));
    }
    for (const TaskPlan& task : program.tasks) {
        for (const Step& step : task.steps) {
            if (step.kind == StepKind::await_task &&
                !can_await(task.loop, program.tasks[step.task].loop)) {
                fail("'" + task.name + "' awaits a task of another loop");
            }
        }
    }
    return program;
}

}  // namespace coroscope::sandbox
