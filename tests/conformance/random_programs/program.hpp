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
};

}  // namespace coroscope::conformance
