// What threads do in a program: its other loops, its jobs, and the statements that cross threads.
#include "tests/conformance/random_programs/program.hpp"

namespace coroscope::conformance {

namespace {

/// `serve(loop)`: what a thread does that runs a loop for ever.
struct Serve {
    EventLoop* loop;

    [[nodiscard]] static std::string name() { return "serve"; }
    void operator()() const { loop->run_forever(); }
};

/// `run_la()`: what a thread does that makes a loop of its own.
struct RunMain {
    Program* program;
    std::string loop;
    std::string main;

    [[nodiscard]] std::string name() const { return "run_" + loop; }
    void operator()() const { print(coroscope::run(program->make_coroutine(main, 0))); }
};

/// The bound method `loop.stop`.
struct Stop {
    EventLoop* loop;

    [[nodiscard]] static std::string label() { return "stop"; }
    void operator()() const { loop->stop(); }
};

}  // namespace

bool catches(const std::string& type, const std::exception_ptr& error) {
    if (type == "Exception") {
        return is_exception(error);
    }
    // asyncio's CancelledError is no Exception, and that of concurrent.futures is one.
    return exception_type(error) == type && (type != "CancelledError" || !is_exception(error));
}

int Job::operator()() const { return program->call_job(job, number); }

std::vector<Thread> Program::start_servers() {
    std::vector<Thread> servers;
    for (const auto& [name, loop] : data_["loops"].items()) {
        if (loop.contains("main")) {
            continue;
        }
        loops_[name] = &new_event_loop();
        loops_[name]->call_soon_threadsafe(Watchdog{9});
    }
    for (const auto& [name, loop] : data_["loops"].items()) {
        if (loop.contains("main")) {
            servers.emplace_back(RunMain{this, name, loop["main"]});
        } else {
            servers.emplace_back(Serve{loops_[name]});
        }
    }
    for (const Thread& server : servers) {
        server.start();
    }
    return servers;
}

void Program::stop_servers(const std::vector<Thread>& servers) {
    std::vector<EventLoop*> for_ever;
    for (const auto& [name, loop] : data_["loops"].items()) {
        if (!loop.contains("main")) {
            for_ever.push_back(loops_[name]);
        }
    }
    for (EventLoop* loop : for_ever) {
        loop->call_soon_threadsafe(Stop{loop});
    }
    for (const Thread& server : servers) {
        server.join();
    }
    for (EventLoop* loop : for_ever) {
        loop->close();
    }
}

int Program::call_job(const std::string& job, int number) {
    return run_plain(data_["jobs"][job]).value_or(number);
}

std::optional<int> Program::run_plain(const Json& statements) {
    for (const Json& statement : statements) {
        if (can_do(statement)) {
            if (const auto result = run_plain_statement(statement)) {
                return result;
            }
        }
    }
    return std::nullopt;
}

std::optional<int> Program::run_plain_statement(const Json& statement) {
    const std::string what = statement["do"];
    if (what == "return") {
        return statement["value"].get<int>();
    }
    if (what == "try") {
        return run_plain_try(statement);
    }
    if (what == "repeat") {
        for (int i = 0; i < statement["times"].get<int>(); ++i) {
            if (const auto result = run_plain(statement["body"])) {
                return result;
            }
        }
        return std::nullopt;
    }
    act(statement);
    return std::nullopt;
}

std::optional<int> Program::run_plain_except(const Json& statement) {
    std::exception_ptr error;
    try {
        return run_plain(statement["body"]);
    } catch (const Abandoned&) {
        throw;
    } catch (...) {
        error = std::current_exception();
    }
    if (!statement.contains("catch") || !catches(statement["catch"], error)) {
        std::rethrow_exception(error);
    }
    print(repr_of(error));
    const auto result = run_plain(statement["handler"]);
    if (!result && statement["reraise"]) {
        std::rethrow_exception(error);
    }
    return result;
}

std::optional<int> Program::run_plain_try(const Json& statement) {
    std::optional<int> result;
    std::exception_ptr error;
    try {
        result = run_plain_except(statement);
    } catch (const Abandoned&) {
        throw;
    } catch (...) {
        error = std::current_exception();
    }
    if (statement.contains("finally")) {
        if (const auto last = run_plain(statement["finally"])) {
            return last;  // as in Python, the exception is forgotten
        }
    }
    if (error) {
        std::rethrow_exception(error);
    }
    return result;
}

// Was it such a statement?
bool Program::act_on_threads(const std::string& what, const Json& statement) {
    if (what == "own_loop") {
        loops_[statement["var"]] = &get_running_loop();
    } else if (what == "submit") {
        const Json& call = statement["expr"];
        results_.insert_or_assign(statement["var"],
                                  run_coroutine_threadsafe(make_coroutine(call[1], call[2]),
                                                           *loops_.at(statement["loop"])));
    } else if (what == "post") {
        loops_.at(statement["loop"])
            ->call_soon_threadsafe(ProgramCallback{this, statement["callback"]});
    } else if (what == "halt") {
        EventLoop* loop = loops_.at(statement["loop"]);
        loop->call_soon_threadsafe(Stop{loop});
    } else if (what == "pool") {
        results_.insert_or_assign(
            statement["var"],
            pools_.at(statement["pool"]).submit(Job{this, statement["job"], statement["number"]}));
    } else if (what == "thread") {
        const Thread thread{Job{this, statement["job"], statement["number"]}};
        threads_.insert_or_assign(statement["var"], thread);
        thread.start();
    } else if (what == "join") {
        const Thread thread = threads_.at(statement["var"]);
        thread.join(duration(statement["timeout"]));
    } else if (what == "alive") {
        print(threads_.at(statement["var"]).is_alive());
    } else if (what == "ask" || what == "withdraw" || what == "look_at") {
        act_on_result(what, statement);
    } else {
        return false;
    }
    return true;
}

void Program::act_on_result(const std::string& what, const Json& statement) {
    // A copy: meanwhile another thread may set the variable.
    const ConcurrentFuture<int> future = results_.at(statement["var"]);
    if (what == "withdraw") {
        print(future.cancel());
    } else if (what == "look_at") {
        print(future.done(), future.cancelled(), future.running());
    } else if (statement["exception"]) {
        const std::exception_ptr error = future.exception(duration(statement["timeout"]));
        print(repr_of(error));
    } else {
        print(future.result(duration(statement["timeout"])));
    }
}

}  // namespace coroscope::conformance
