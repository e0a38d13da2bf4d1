// A Python dict with strings as its keys, where a listing needs one: looking up what is not there
// is a KeyError.
//
// Thread rule: as the program's own variables, on the virtual clock any thread.
#pragma once

#include <map>
#include <string>
#include <utility>

#include "runtime/exceptions.hpp"
#include "runtime/repr.hpp"

namespace coroscope {

/// A key that a dict does not have.
class KeyError : public Exception {
public:
    explicit KeyError(const std::string& key) : Exception{coroscope::repr(key)} {}
    [[nodiscard]] std::string_view type() const override { return "KeyError"; }
    [[nodiscard]] std::string repr() const override { return "KeyError(" + message() + ")"; }
};

/// dict[str, Value].
template <class Value>
class Dict {
public:
    /// `dict[key] = value`.
    void set(const std::string& key, Value value) {
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
    void clear() { values_.clear(); }

private:
    std::map<std::string, Value> values_;
};

}  // namespace coroscope
