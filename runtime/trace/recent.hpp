// The answers that were given last: a look-up that repeats costs two comparisons. Each question has
// one place, from which it drives out the one before.
//
// Thread rule: one thread.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>

#include "runtime/trace/ids.hpp"

namespace coroscope::trace {

/// Answers to questions about a text that never moves, as a literal's, and a number.
class Recent {
public:
    /// The answer that is kept, or null.
    [[nodiscard]] const std::uint32_t* find(const char* text, std::uint32_t number) const {
        const Entry& entry = entries_[place_of(text, number)];
        return entry.text == text && entry.number == number ? &entry.answer : nullptr;
    }
    void keep(const char* text, std::uint32_t number, std::uint32_t answer) {
        entries_[place_of(text, number)] = {text, number, answer};
    }

private:
    struct Entry {
        const char* text = nullptr;
        std::uint32_t number = 0;
        std::uint32_t answer = 0;
    };
    static constexpr std::size_t size = 128;
    static std::size_t place_of(const char* text, std::uint32_t number) {
        return ((reinterpret_cast<std::uintptr_t>(text) >> 4) ^ number) % size;
    }

    std::array<Entry, size> entries_{};
};

/// What was written last about functions of which every call looks the same, by the compiler's
/// names of them: the label of a coroutine and the line at which it is defined. Each name has two
/// places, as who awaits and who is awaited by it come in turn: with one, two that share it would
/// be written anew each time.
class RecentFunctions {
public:
    struct Function {
        const char* name = nullptr;
        StringId label = 0;
        SiteId site = 0;
    };
    /// What is kept, or null.
    [[nodiscard]] const Function* find(const char* name) const {
        const Pair& pair = pairs_[place_of(name)];
        if (pair.last.name == name) [[likely]] {
            return &pair.last;
        }
        return pair.before.name == name ? &pair.before : nullptr;
    }
    void keep(const Function& function) {
        Pair& pair = pairs_[place_of(function.name)];
        pair.before = std::exchange(pair.last, function);
    }

private:
    struct Pair {
        Function last;
        Function before;
    };
    static constexpr std::size_t size = 128;
    static std::size_t place_of(const char* name) {
        return (reinterpret_cast<std::uintptr_t>(name) >> 4) % size;
    }

    std::array<Pair, size> pairs_{};
};

}  // namespace coroscope::trace
