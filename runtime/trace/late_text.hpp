// A string of a recording that is put together when somebody asks for it: while a program runs,
// hardly anybody asks for the labels of its coroutines, and to write a number down takes longer
// than the step that it is about.
//
// Invariant: equal ones are the same text. Plain values, callable from any thread.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>

namespace coroscope::trace {

struct LateText {
    using Write = std::string (*)(const LateText& text);

    Write write = nullptr;
    const char* subject = nullptr;  ///< what it is about: a text that lives as long as the program
    std::array<std::uint64_t, 3> words{};  ///< what else `write` needs

    friend bool operator==(const LateText&, const LateText&) = default;
};

struct LateTextHash {
    std::size_t operator()(const LateText& text) const {
        std::uint64_t hash = reinterpret_cast<std::uintptr_t>(text.subject);
        for (const std::uint64_t word : text.words) {
            hash = (hash ^ word) * 0x9e3779b97f4a7c15u;
            hash ^= hash >> 32;
        }
        return hash;
    }
};

}  // namespace coroscope::trace
