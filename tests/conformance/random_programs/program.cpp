#include "tests/conformance/random_programs/program.hpp"

#include <cmath>

#include "tests/conformance/random_programs/interpreter.hpp"

namespace coroscope::conformance {

namespace {

/// The bound method `loop.stop`.
struct Stop {
    EventLoop* loop;

    [[nodiscard]] static std::string label() { return "stop"; }
    void operator()() const { loop->stop(); }
};

Object make_object(const Json& description) {
    const std::string kind = description[0];
    const auto argument = [&] { return description[1].get<int>(); };
    if (kind == "Lock") {
        return Lock{};
    }
    if (kind == "Semaphore") {
        return Semaphore{argument()};
    }
    if (kind == "BoundedSemaphore") {
        return BoundedSemaphore{argument()};
    }
    if (kind == "Event") {
        return Event{};
    }
    if (kind == "Condition") {
        return Condition{};
    }
    if (kind == "Queue") {
        return Queue<int>{argument()};
    }
    if (kind == "LifoQueue") {
        return LifoQueue<int>{argument()};
    }
    if (kind == "PriorityQueue") {
        return PriorityQueue<int>{argument()};
    }
    return Barrier{argument()};
}

/// The script's `finish`: lets all tasks come to their end.
void finish(EventLoop& loop) {
    for (int i = 0; i < 4; ++i) {
        if (all_tasks(loop).empty()) {
            continue;
        }
        try {
            loop.call_later(std::chrono::seconds{250}, Stop{&loop});
            loop.run_forever();
        } catch (const KeyboardInterrupt& error) {
            print(error.repr());
        } catch (const SystemExit& error) {
            print(error.repr());
        }
    }
}

}  // namespace

std::optional<Nanoseconds> duration(const Json& seconds) {
    if (seconds.is_null()) {
        return std::nullopt;
    }
    return Nanoseconds{std::llround(seconds.get<double>() * 1e9)};
}

Program::Program(Json data) : data_(std::move(data)) {}

void Program::run() {
    for (const auto& [name, description] : data_["objects"].items()) {
        objects_.emplace(name, make_object(description));
    }
    if (!data_.contains("loops")) {
        run_main();
        return;
    }
    for (const auto& [name, threads] : data_["pools"].items()) {
        pools_.emplace(name, ThreadPoolExecutor{{.max_workers = threads.get<int>()}});
    }
    if (data_["loops"].empty()) {
        run_main();
        return;
    }
    const std::vector<Thread> servers = start_servers();
    std::exception_ptr error;
    try {
        run_main();
    } catch (const Abandoned&) {
        throw;
    } catch (...) {
        error = std::current_exception();
    }
    stop_servers(servers);
    if (error) {
        std::rethrow_exception(error);
    }
}

void Program::run_main() {
    if (data_["mode"] == "run") {
        coroscope::run(make_coroutine("main", 0));
        return;
    }
    EventLoop& loop = new_event_loop();
    std::exception_ptr error;
    try {
        print(loop.run_until_complete(make_coroutine("main", 0)));
    } catch (...) {
        error = std::current_exception();
    }
    if (data_["mode"] == "run_until_complete") {
        finish(loop);
    }
    loop.close();
    if (error) {
        std::rethrow_exception(error);
    }
}

void Program::drop_globals() {
    results_.clear();
    threads_.clear();
    pools_.clear();
    variables_.clear();
    handles_.clear();
    timeouts.clear();
    groups.clear();
    objects_.clear();
}

std::vector<Intervention> Program::interventions() const {
    std::vector<Intervention> all;
    for (const Json& item : data_["person"]) {
        if (item[0] == "interrupt") {
            all.push_back(interrupt_at(*duration(item[1])));
        } else {
            all.push_back(cancel_at(item[1], *duration(item[2])));
        }
    }
    return all;
}

void Program::call(const std::string& callback) {
    for (const Json& statement : data_["callbacks"][callback]) {
        if (can_do(statement)) {
            act(statement);
        }
    }
}

Coro<int> Program::make_coroutine(const std::string& name, int number) {
    Coro<int> coroutine = run_coroutine(*this, data_["coroutines"][name], number);
    if (trace::Writer* trace = trace::writer()) {
        const std::string arguments = name.ends_with("main") ? "" : std::to_string(number);
        coroutine.promise().label = trace->intern(name + "(" + arguments + ")");
    }
    return coroutine;
}

bool Program::can_do(const Json& statement) const {
    return std::ranges::all_of(statement["needs"], [&](const Json& name) {
        return variables_.contains(name) || handles_.contains(name) || timeouts.contains(name) ||
               loops_.contains(name) || results_.contains(name) || threads_.contains(name);
    });
}

}  // namespace coroscope::conformance
