// A random program as data (generate.py says what is in it) and what it has at run time: the
// objects and variables that are the script's globals on the Python side.
//
// Thread rule: the loop's own thread.
#pragma once

#include <map>
#include <string>
#include <variant>
#include <vector>

#include <nlohmann/json.hpp>

#include "runtime/asyncio.hpp"
#include "runtime/program_run.hpp"

namespace coroscope::conformance {

using Json = nlohmann::json;

using IntOrError = Result<int>;
using IntFuture = Future<int>;

/// What a variable holds: a task, a plain future, or a gather or shield on its way.
using Variable = std::variant<Future<int>, Future<bool>, Future<void>, Future<std::vector<int>>,
                              Future<std::vector<IntOrError>>>;

/// What can be awaited.
using Awaitable =
    std::variant<Coro<int>, Coro<bool>, Coro<void>, Coro<std::vector<int>>,
                 Coro<std::vector<IntOrError>>, Future<int>, Future<bool>, Future<void>,
                 Future<std::vector<int>>, Future<std::vector<IntOrError>>>;

using Object = std::variant<Lock, Semaphore, Event, Condition, Queue<int>, Barrier>;

class Program;

/// A job of the program with its argument: what a thread, a pool or an executor runs.
struct Job {
    Program* program;
    std::string job;
    int number;

    [[nodiscard]] std::string name() const { return job; }
    int operator()() const;
};

/// Seconds in a program; null is no time at all.
std::optional<Nanoseconds> duration(const Json& seconds);

class Program {
public:
    /// Throws what nlohmann's JSON throws where the text is no program.
    explicit Program(Json data);
    Program(const Program&) = delete;
    Program& operator=(const Program&) = delete;

    /// The module's own code: runs main as the mode says. Throws what leaves main.
    void run();
    /// Let go of the variables and objects, as an interpreter does with a module's globals.
    void drop_globals();
    /// What the person does.
    [[nodiscard]] std::vector<Intervention> interventions() const;

    /// Run a callback's statements. Throws what they throw.
    void call(const std::string& callback);
    /// Run a job's statements: its result is `number` unless they return another.
    int call_job(const std::string& job, int number);

    // For the interpreter of coroutines:

    /// A coroutine of the program, as calling it makes it.
    Coro<int> make_coroutine(const std::string& name, int number);
    /// Are all the variables set that the statement needs?
    [[nodiscard]] bool can_do(const Json& statement) const;
    /// Is it a statement that awaits nothing?
    [[nodiscard]] static bool is_plain(const Json& statement);
    /// Do such a statement.
    void act(const Json& statement);
    Awaitable make_awaitable(const Json& expression);
    /// Awaitables of one kind, as gather and as_completed take them.
    std::vector<Coro<int>> make_calls(const Json& expressions);
    [[nodiscard]] std::vector<IntFuture> futures_of(const Json& expressions) const;
    [[nodiscard]] const IntFuture& int_future(const std::string& name) const {
        return std::get<IntFuture>(variables_.at(name));
    }
    [[nodiscard]] const Object& object(const std::string& name) const { return objects_.at(name); }

    std::map<std::string, Timeout> timeouts;
    std::map<std::string, TaskGroup> groups;

private:
    void run_main();
    std::vector<Thread> start_servers();
    void stop_servers(const std::vector<Thread>& servers);
    std::optional<int> run_plain(const Json& statements);
    std::optional<int> run_plain_statement(const Json& statement);
    std::optional<int> run_plain_try(const Json& statement);
    std::optional<int> run_plain_except(const Json& statement);
    bool act_on_threads(const std::string& what, const Json& statement);
    void act_on_result(const std::string& what, const Json& statement);
    void act_on_tasks(const std::string& what, const Json& statement);
    void act_on_object(const Json& statement);
    void act_on_loop(const std::string& what, const Json& statement);
    void spawn(const Json& statement);
    void assign(const Json& statement);
    Awaitable wait_on_object(const Json& expression);

    Json data_;
    std::map<std::string, Variable> variables_;
    std::map<std::string, Object> objects_;
    std::map<std::string, Ref<Handle>> handles_;
    // What threads share.
    std::map<std::string, EventLoop*> loops_;
    std::map<std::string, ThreadPoolExecutor> pools_;
    std::map<std::string, ConcurrentFuture<int>> results_;
    std::map<std::string, Thread> threads_;
};

/// A callback of the program, as `def k0(_future=None)`.
struct ProgramCallback {
    Program* program;
    std::string name;

    [[nodiscard]] std::string label() const { return name; }
    void operator()() const { program->call(name); }
    template <class T>
    void operator()(const Future<T>&) const {
        program->call(name);
    }
    friend bool operator==(const ProgramCallback&, const ProgramCallback&) = default;
};

/// Cancels whatever still waits on its loop, again and again: no program lasts for ever.
struct Watchdog {
    int left;

    [[nodiscard]] std::string label() const { return "watchdog(" + std::to_string(left) + ")"; }
    void operator()() const;
};

/// Does `except type` catch it?
bool catches(const std::string& type, const std::exception_ptr& error);

}  // namespace coroscope::conformance
