// What a program awaits.
#include "tests/conformance/random_programs/program.hpp"

namespace coroscope::conformance {

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
    if (kind == "to_thread") {
        return to_thread(Job{this, expression[1], expression[2]});
    }
    if (kind == "in_executor") {
        const Job job{this, expression[2], expression[3]};
        return expression[1].is_null()
                   ? run_in_executor(get_running_loop(), job)
                   : run_in_executor(get_running_loop(), pools_.at(expression[1]), job);
    }
    if (kind == "wrap") {
        return wrap_future(results_.at(expression[1]), get_running_loop());
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
