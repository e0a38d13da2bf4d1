// What a coroutine is called with, as its label in recordings shows it: `work(2)`.
//
// A promise's constructor sees the arguments, but not whose they are; that is known to
// get_return_object, which comes right after it. So they are only written where somebody reads
// them. Thread rule: each thread has its own.
#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <string>
#include <utility>

#include "runtime/repr.hpp"

namespace coroscope::detail {

/// The arguments of the coroutine that is being created; they live in its frame.
class CreationArguments {
public:
    template <class... Args>
    void set(const Args&... args) {
        static_assert(sizeof...(Args) <= most);
        write_ = &write<Args...>;
        are_always_the_same_ = (has_one_repr<Args> && ...);
        std::size_t count = 0;
        ((addresses_[count++] = std::addressof(args)), ...);
    }
    /// There are none, or they are of no interest.
    void clear() {
        write_ = nullptr;
        are_always_the_same_ = true;
    }

    /// Do all calls of that function show the same?
    [[nodiscard]] bool are_always_the_same() const { return are_always_the_same_; }
    /// As in a call: `2, 'tea'`.
    [[nodiscard]] std::string text() const {
        return write_ != nullptr ? write_(addresses_.data()) : std::string{};
    }

private:
    static constexpr std::size_t most = 16;

    template <class... Args>
    static std::string write(const void* const* addresses) {
        return [&]<std::size_t... index>(std::index_sequence<index...>) {
            return repr_arguments(*static_cast<const Args*>(addresses[index])...);
        }(std::index_sequence_for<Args...>{});
    }

    std::string (*write_)(const void* const* addresses) = nullptr;
    bool are_always_the_same_ = true;
    std::array<const void*, most> addresses_{};
};

inline thread_local constinit CreationArguments creation_arguments;

}  // namespace coroscope::detail
