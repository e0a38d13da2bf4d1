#include "tests/conformance/random_programs/program.hpp"

#include <cmath>
#include <set>

#include "tests/conformance/random_programs/interpreter.hpp"

namespace coroscope::conformance {

namespace {

/// A callback of the program, as `def k0(_future=None)`.
struct Callback {
    Program* program;
    std::string name;

    [[nodiscard]] std::string label() const { return name; }
    void operator()() const { program->call(name); }
    template <class T>
    void operator()(const Future<T>&) const {
        program->call(name);
    }
    friend bool operator==(const Callback&, const Callback&) = default;
};

void cancel_all() {
    std::vector<Ref<FutureBase>> tasks;
    for (TaskBase* task : all_tasks()) {
        tasks.emplace_back(&task->future());
    }
    for (const auto& task : tasks) {
        task->cancel({}, Place::current());
    }
}

/// Cancels whatever still waits, again and again: no program lasts for ever.
struct Watchdog {
    int left;

    [[nodiscard]] std::string label() const { return "watchdog(" + std::to_string(left) + ")"; }
    void operator()() const {
        cancel_all();
        if (left > 0) {
            get_running_loop().call_later(std::chrono::seconds{20}, Watchdog{left - 1});
        }
    }
};

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

[[noreturn]] void raise(const std::string& type) {
    if (type == "ValueError") {
        throw ValueError{"boom"};
    }
    if (type == "KeyboardInterrupt") {
        throw KeyboardInterrupt{};
    }
    if (type == "SystemExit") {
        throw SystemExit{};
    }
    throw CancelledError{};
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

std::optional<std::string> message_of(const Json& statement) {
    return statement.contains("message") ? std::optional<std::string>{statement["message"]}
                                         : std::nullopt;
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
            all.push_back({.at = *duration(item[1])});
        } else {
            all.push_back(
                {.at = *duration(item[2]), .kind = Intervention::Kind::cancel, .target = item[1]});
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
        const std::string arguments = name == "main" ? "" : std::to_string(number);
        coroutine.promise().label = trace->intern(name + "(" + arguments + ")");
    }
    return coroutine;
}

bool Program::can_do(const Json& statement) const {
    return std::ranges::all_of(statement["needs"], [&](const Json& name) {
        return variables_.contains(name) || handles_.contains(name) || timeouts.contains(name);
    });
}

bool Program::is_plain(const Json& statement) {
    static const std::set<std::string> awaiting{"await",   "wait",       "as_completed",
                                                "timeout", "task_group", "try",
                                                "repeat",  "return",     "hold"};
    return !awaiting.contains(statement["do"]);
}

void Program::act(const Json& statement) {
    const std::string what = statement["do"];
    if (what == "print") {
        print(statement["text"].get<std::string>());
    } else if (what == "spawn") {
        spawn(statement);
    } else if (what == "drop") {
        make_awaitable(statement["expr"]);
    } else if (what == "raise") {
        raise(statement["type"]);
    } else if (what == "block_thread") {
        time_sleep(*duration(statement["delay"]));
    } else if (what == "reschedule") {
        const auto delay = duration(statement["delay"]);
        timeouts.at(statement["var"])
            .reschedule(delay ? std::optional{get_running_loop().time() + *delay} : std::nullopt);
    } else if (what == "on_object") {
        act_on_object(statement);
    } else {
        act_on_loop(what, statement);
    }
}

void Program::act_on_loop(const std::string& what, const Json& statement) {
    if (what == "watchdog") {
        get_running_loop().call_later(std::chrono::seconds{20}, Watchdog{9});
    } else if (what == "future") {
        variables_.insert_or_assign(statement["var"], get_running_loop().create_future<int>());
    } else if (what == "call_soon") {
        const Callback callback{this, statement["callback"]};
        const auto delay = duration(statement["delay"]);
        Ref<Handle> handle = delay ? Ref<Handle>{get_running_loop().call_later(*delay, callback)}
                                   : get_running_loop().call_soon(callback);
        handles_.insert_or_assign(statement["var"], std::move(handle));
    } else if (what == "cancel_handle") {
        handles_.at(statement["var"])->cancel();
    } else if (what == "stop") {
        get_running_loop().stop();
    } else if (what == "cancel_all") {
        cancel_all();
    } else if (what == "uncancel") {
        print(current_task()->uncancel());
    } else if (what == "cancel" && statement["var"] == "self") {
        print(current_task()->future().cancel(message_of(statement), Place::current()));
    } else {
        act_on_tasks(what, statement);
    }
}

void Program::act_on_tasks(const std::string& what, const Json& statement) {
    if (what == "assign") {
        std::visit(
            [&]<class A>(A& awaitable) {
                if constexpr (!std::is_base_of_v<detail::FrameOwner, A>) {
                    variables_.insert_or_assign(statement["var"], awaitable);
                }
            },
            static_cast<Awaitable&>(
                *std::make_unique<Awaitable>(make_awaitable(statement["expr"]))));
        return;
    }
    const std::string name = statement["var"];
    if (what == "result") {
        print(int_future(name).result());
    } else if (what == "exception") {
        const std::exception_ptr error = int_future(name).exception();
        print(repr_of(error));
    } else if (what == "set_result") {
        if (statement["careful"] && int_future(name).done()) {
            return;
        }
        if (statement["fails"]) {
            int_future(name).set_exception(ValueError{"bad"});
        } else {
            int_future(name).set_result(statement["value"].get<int>());
        }
    } else {
        std::visit(
            [&](const auto& future) {
                if (what == "cancel") {
                    print(future.cancel(message_of(statement)));
                } else if (what == "look") {
                    print(future.done(), future.cancelled());
                } else if (what == "add_done_callback") {
                    future.add_done_callback(Callback{this, statement["callback"]});
                } else if (what == "remove_done_callback") {
                    print(future.remove_done_callback(Callback{this, statement["callback"]}));
                } else {
                    throw std::logic_error{"unknown statement " + what};
                }
            },
            Variable{variables_.at(name)});
    }
}

void Program::act_on_object(const Json& statement) {
    const std::string method = statement["method"];
    std::visit(
        [&]<class O>(const O& object) {
            if constexpr (std::is_same_v<O, Event>) {
                method == "set" ? object.set() : object.clear();
            } else if constexpr (std::is_same_v<O, Condition>) {
                method == "notify" ? object.notify(statement["item"].get<std::size_t>())
                                   : object.notify_all();
            } else if constexpr (std::is_same_v<O, Queue<int>>) {
                if (method == "put_nowait") {
                    object.put_nowait(statement["item"]);
                } else if (method == "get_nowait") {
                    print(object.get_nowait());
                } else {
                    object.task_done();
                }
            } else if constexpr (!std::is_same_v<O, Barrier>) {
                object.release();
            }
        },
        object(statement["object"]));
}

void Program::spawn(const Json& statement) {
    Awaitable awaitable = make_awaitable(statement["expr"]);
    const std::optional<std::string> name =
        statement.contains("name") ? std::optional<std::string>{statement["name"]} : std::nullopt;
    std::visit(
        [&]<class A>(A& coroutine) {
            if constexpr (std::is_base_of_v<detail::FrameOwner, A>) {
                auto task =
                    statement.contains("group")
                        ? groups.at(statement["group"]).create_task(std::move(coroutine), name)
                        : create_task(std::move(coroutine), name);
                variables_.insert_or_assign(statement["var"], std::move(task));
            }
        },
        awaitable);
}

std::vector<Coro<int>> Program::make_calls(const Json& expressions) {
    std::vector<Coro<int>> calls;
    for (const Json& expression : expressions) {
        calls.push_back(make_coroutine(expression[1], expression[2]));
    }
    return calls;
}

std::vector<IntFuture> Program::futures_of(const Json& expressions) const {
    std::vector<IntFuture> futures;
    for (const Json& expression : expressions) {
        futures.push_back(int_future(expression[1]));
    }
    return futures;
}

Awaitable Program::make_awaitable(const Json& expression) {
    const std::string kind = expression[0];
    if (kind == "call") {
        return make_coroutine(expression[1], expression[2]);
    }
    if (kind == "var") {
        return std::visit([](const auto& future) -> Awaitable { return future; },
                          variables_.at(expression[1]));
    }
    if (kind == "sleep") {
        return sleep(*duration(expression[1]));
    }
    if (kind == "shield") {
        return std::visit([](auto awaitable) -> Awaitable { return shield(std::move(awaitable)); },
                          make_awaitable(expression[1]));
    }
    if (kind == "wait_for") {
        return std::visit(
            [&](auto awaitable) -> Awaitable {
                return wait_for(std::move(awaitable), duration(expression[2]));
            },
            make_awaitable(expression[1]));
    }
    if (kind == "gather") {
        const bool keeps = expression[2];
        if (expression[1][0][0] == "call") {
            auto calls = make_calls(expression[1]);
            return keeps ? Awaitable{gather(std::move(calls), return_exceptions)}
                         : Awaitable{gather(std::move(calls))};
        }
        auto futures = futures_of(expression[1]);
        return keeps ? Awaitable{gather(std::move(futures), return_exceptions)}
                     : Awaitable{gather(std::move(futures))};
    }
    return wait_on_object(expression);
}

Awaitable Program::wait_on_object(const Json& expression) {
    const std::string method = expression[0];
    return std::visit(
        [&]<class O>(const O& object) -> Awaitable {
            if constexpr (std::is_same_v<O, Barrier>) {
                if (method == "wait") {
                    return object.wait();
                }
                return method == "reset" ? object.reset() : object.abort();
            } else if constexpr (std::is_same_v<O, Queue<int>>) {
                if (method == "get") {
                    return object.get();
                }
                return method == "put" ? object.put(expression[2]) : object.join();
            } else if constexpr (std::is_same_v<O, Event> || std::is_same_v<O, Condition>) {
                return object.wait();
            } else {
                return object.acquire();
            }
        },
        object(expression[1]));
}

}  // namespace coroscope::conformance
