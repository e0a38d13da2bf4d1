#include "runtime/qualified_name.hpp"

#include "runtime/callback.hpp"

namespace coroscope::detail {

namespace {

bool is_part_of_name(char c) {
    return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// `Queue` of `… coroscope::Queue<T>`, which becomes `… coroscope::`.
std::string_view take_last_component(std::string_view& scope) {
    if (scope.ends_with('>')) {
        int depth = 0;
        do {
            depth += scope.back() == '>' ? 1 : scope.back() == '<' ? -1 : 0;
            scope.remove_suffix(1);
        } while (depth > 0 && !scope.empty());
    }
    std::size_t begin = scope.size();
    while (begin > 0 && is_part_of_name(scope[begin - 1])) {
        --begin;
    }
    const std::string_view component = scope.substr(begin);
    scope.remove_suffix(component.size());
    return component;
}

}  // namespace

std::string qualified_name(std::string_view signature) {
    const std::string_view plain = plain_name(signature);
    std::string name{plain};
    if (plain == "<lambda>") {
        return name;
    }
    std::string_view scope{signature.data(), plain.data()};
    while (scope.ends_with("::")) {
        scope.remove_suffix(2);
        const std::string_view component = take_last_component(scope);
        if (component.empty() || component[0] < 'A' || component[0] > 'Z') {
            break;
        }
        name.insert(0, ".").insert(0, component);
    }
    return name;
}

std::string name_in_asyncio(std::string_view signature) {
    struct Renamed {
        std::string_view ours;
        std::string_view asyncios;
    };
    constexpr Renamed renamed[] = {
        {"EventLoop.shutdown_default_executor", "BaseEventLoop.shutdown_default_executor"},
        {"QueueBase.join", "Queue.join"},
        {"ServerState._accept_connection2", "BaseSelectorEventLoop._accept_connection2"},
        {"Service._connected", "Server._connected"},
        {"_create_server_getaddrinfo", "BaseEventLoop._create_server_getaddrinfo"},
        {"_wait_for_one", "as_completed.<locals>._wait_for_one"},
        {"shutdown_asyncgens", "BaseEventLoop.shutdown_asyncgens"},
    };
    std::string name = qualified_name(signature);
    for (const Renamed& one : renamed) {
        if (name == one.ours) {
            return std::string{one.asyncios};
        }
    }
    // What the copies of a Queue share is a QueueState.
    constexpr std::string_view shared = "State.";
    if (const std::size_t at = name.find(shared); at != std::string::npos) {
        name.replace(at, shared.size(), ".");
    }
    return name;
}

}  // namespace coroscope::detail
