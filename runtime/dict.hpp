// A Python dict with strings as its keys, where a listing needs one: looking up what is not there
// is a KeyError.
//
// Thread rule: as the program's own variables, on the virtual clock any thread.
// Invariant: empty between runs, as a module's globals are gone with its interpreter.
#pragma once

#include <map>
#include <string>
#include <utility>

#include "runtime/exceptions.hpp"
#include "runtime/program_run.hpp"
#include "runtime/repr.hpp"

namespace coroscope {

/// A key that a dict does not have.
class KeyError : public Exception {
public:
    explicit KeyError(const std::string& key) : Exception{coroscope::repr(key)} {}
    [[nodiscard]] std::string_view type() const override { return "KeyError"; }
    [[nodiscard]] std::string repr() const override { return "KeyError(" + message() + ")"; }
};

/// dict[str, Value], a global variable of a program.
template <class Value>
class Dict {
public:
    Dict() = default;
    Dict(const Dict&) = delete;
    Dict& operator=(const Dict&) = delete;
    ~Dict() = default;

    /// `dict[key] = value`.
    void set(const std::string& key, Value value) {
        if (values_.empty()) {
            // What goes with the values may still look here.
            current_run().drop_at_exit([this] { std::map<std::string, Value>{}.swap(values_); });
        }
        values_.insert_or_assign(key, std::move(value));
    }
    /// `dict[key]`. Throws KeyError.
    [[nodiscard]] const Value& at(const std::string& key) const {
        const auto found = values_.find(key);
        if (found == values_.end()) {
            throw KeyError{key};
        }
        return found->second;
    }

private:
    std::map<std::string, Value> values_;
};

}  // namespace coroscope
