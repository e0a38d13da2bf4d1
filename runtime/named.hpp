// A callback under the name that it has in asyncio, as recordings label it.
#pragma once

#include <string>
#include <string_view>
#include <utility>

namespace coroscope::detail {

/// `function`, labelled `name` (which outlives it: a literal).
template <class Function>
struct Named {
    std::string_view name;
    Function function;
    decltype(auto) operator()() const { return function(); }
    [[nodiscard]] std::string label() const { return std::string(name); }
};

template <class Function>
Named<Function> named(std::string_view name, Function function) {
    return {name, std::move(function)};
}

}  // namespace coroscope::detail
