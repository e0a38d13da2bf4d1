#include "tests/conformance/random_programs/interpreter.hpp"

namespace coroscope::conformance {

namespace {

/// How a block ends, if by no exception.
enum class Flow : std::uint8_t { goes_on, returns };

/// One call of a coroutine.
struct Frame {
    Program& program;
    int result;  ///< its argument, until a `return` says otherwise
};

Coro<Flow> run_block(Frame& frame, const Json& statements);

/// The statements as a part of the coroutine that awaits them.
Coro<Flow> block(Frame& frame, const Json& statements) {
    return detail::as_block(run_block(frame, statements));
}

template <class T>
Coro<void> print_awaited(Coro<T> coroutine) {
    if constexpr (std::is_void_v<T>) {
        co_await std::move(coroutine);
        print("None");
    } else {
        const T result = co_await std::move(coroutine);
        print(result);
    }
}

template <class T>
Coro<void> print_awaited(Future<T> future) {
    if constexpr (std::is_void_v<T>) {
        co_await future;
        print("None");
    } else {
        const T result = co_await future;
        print(result);
    }
}

Coro<void> await_and_print(Awaitable awaitable) {
    return std::visit([](auto& one) { return detail::as_block(print_awaited(std::move(one))); },
                      awaitable);
}

Coro<Flow> run_wait(Frame& frame, const Json& statement) {
    std::vector<IntFuture> futures;
    for (const Json& name : statement["vars"]) {
        futures.push_back(frame.program.int_future(name));
    }
    const std::string when = statement["when"];
    const WaitOptions options{.timeout = duration(statement["timeout"]),
                              .return_when = when == "FIRST_COMPLETED" ? ReturnWhen::first_completed
                                             : when == "FIRST_EXCEPTION"
                                                 ? ReturnWhen::first_exception
                                                 : ReturnWhen::all_completed};
    auto waiting = coroscope::wait(std::move(futures), options);
    const auto result = co_await std::move(waiting);
    print(result.done.size(), result.pending.size());
    co_return Flow::goes_on;
}

template <class Awaitables>
Coro<Flow> print_in_order(Awaitables awaitables, std::optional<Nanoseconds> timeout) {
    for (auto coming : as_completed(std::move(awaitables), timeout)) {
        const int result = co_await std::move(coming);
        print(result);
    }
    co_return Flow::goes_on;
}

Coro<Flow> run_as_completed(Frame& frame, const Json& statement) {
    const Json& exprs = statement["exprs"];
    const auto timeout = duration(statement["timeout"]);
    return exprs[0][0] == "call" ? print_in_order(frame.program.make_calls(exprs), timeout)
                                 : print_in_order(frame.program.futures_of(exprs), timeout);
}

Coro<Flow> run_timeout(Frame& frame, const Json& statement) {
    const auto delay = duration(statement["delay"]);
    const Timeout manager =
        statement.contains("at") ? timeout_at(get_running_loop().time() + *delay) : timeout(delay);
    const auto body = [&](Timeout entered) {
        frame.program.timeouts.insert_or_assign(statement["var"], std::move(entered));
        return block(frame, statement["body"]);
    };
    auto with = async_with(manager, body);
    co_return co_await std::move(with);
}

Coro<Flow> run_task_group(Frame& frame, const Json& statement) {
    const auto body = [&](TaskGroup group) {
        frame.program.groups.insert_or_assign(statement["var"], std::move(group));
        return block(frame, statement["body"]);
    };
    auto with = async_with(TaskGroup{}, body);
    co_return co_await std::move(with);
}

Coro<Flow> run_hold(Frame& frame, const Json& statement) {
    return std::visit(
        [&]<class O>(const O& object) -> Coro<Flow> {
            if constexpr (Acquirable<O>) {
                return async_with(object,
                                  [&frame, &statement] { return block(frame, statement["body"]); });
            } else {
                throw std::logic_error{"this object cannot be held"};
            }
        },
        frame.program.object(statement["object"]));
}

Coro<Flow> run_repeat(Frame& frame, const Json& statement) {
    for (int i = 0; i < statement["times"].get<int>(); ++i) {
        const Flow flow = co_await block(frame, statement["body"]);
        if (flow == Flow::returns) {
            co_return flow;
        }
    }
    co_return Flow::goes_on;
}

Coro<Flow> run_handler(Frame& frame, const Json& statement, std::exception_ptr error) {
    print(repr_of(error));
    const Flow flow = co_await block(frame, statement["handler"]);
    if (flow == Flow::goes_on && statement["reraise"]) {
        std::rethrow_exception(error);
    }
    co_return flow;
}

Coro<Flow> run_except(Frame& frame, const Json& statement) {
    std::exception_ptr error;
    const int result = frame.result;
    try {
        co_return co_await block(frame, statement["body"]);
    } catch (...) {
        error = std::current_exception();
        frame.result = result;  // a `return` in there that the error overtook is forgotten
    }
    if (!statement.contains("catch") || !catches(statement["catch"], error)) {
        std::rethrow_exception(error);
    }
    auto handling = detail::as_block(run_handler(frame, statement, error));
    co_return co_await std::move(handling);
}

Coro<Flow> run_try(Frame& frame, const Json& statement) {
    Flow flow = Flow::goes_on;
    std::exception_ptr error;
    try {
        flow = co_await detail::as_block(run_except(frame, statement));
    } catch (...) {
        error = std::current_exception();
    }
    if (statement.contains("finally")) {
        const Flow last = co_await block(frame, statement["finally"]);
        if (last == Flow::returns) {
            co_return last;  // as in Python, the exception is forgotten
        }
    }
    if (error) {
        std::rethrow_exception(error);
    }
    co_return flow;
}

/// A statement that awaits something.
Coro<Flow> run_statement(Frame& frame, const Json& statement) {
    const std::string what = statement["do"];
    if (what == "wait") {
        return run_wait(frame, statement);
    }
    if (what == "as_completed") {
        return run_as_completed(frame, statement);
    }
    if (what == "timeout") {
        return run_timeout(frame, statement);
    }
    if (what == "task_group") {
        return run_task_group(frame, statement);
    }
    if (what == "hold") {
        return run_hold(frame, statement);
    }
    if (what == "repeat") {
        return run_repeat(frame, statement);
    }
    return run_try(frame, statement);
}

Coro<Flow> run_block(Frame& frame, const Json& statements) {
    for (const Json& statement : statements) {
        if (!frame.program.can_do(statement)) {
            continue;
        }
        const std::string what = statement["do"];
        if (Program::is_plain(statement)) {
            frame.program.act(statement);
        } else if (what == "return") {
            frame.result = statement["value"];
            co_return Flow::returns;
        } else if (what == "await") {
            auto awaiting = await_and_print(frame.program.make_awaitable(statement["expr"]));
            co_await std::move(awaiting);
        } else {
            const Flow flow = co_await detail::as_block(run_statement(frame, statement));
            if (flow == Flow::returns) {
                co_return flow;
            }
        }
    }
    co_return Flow::goes_on;
}

}  // namespace

Coro<int> run_coroutine(Program& program, const Json& statements, int number) {
    Frame frame{program, number};
    co_await block(frame, statements);
    co_return frame.result;
}

}  // namespace coroscope::conformance
