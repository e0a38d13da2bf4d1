// What a coroutine is called with, as its label in recordings shows it: `work(2)`.
//
// A promise's constructor sees the arguments, but not whose they are; that is known to
// get_return_object, which comes right after it. Where they are a few numbers, they are kept as
// such, and the label is written when somebody asks for it. Thread rule: each thread has its own.
#pragma once

#include <array>
#include <cstddef>
#include <cstring>
#include <memory>
#include <string>
#include <tuple>
#include <utility>

#include "runtime/qualified_name.hpp"
#include "runtime/repr.hpp"
#include "runtime/trace/late_text.hpp"

namespace coroscope::detail {

/// The arguments of the coroutine that is being created; they live in its frame.
class CreationArguments {
public:
    template <class... Args>
    void set(const Args&... args) {
        static_assert(sizeof...(Args) <= most);
        write_ = &write<Args...>;
        are_always_the_same_ = (has_one_repr<Args> && ...);
        if constexpr (!(has_one_repr<Args> && ...)) {
            late_ = late_for<Args...>();
        }
        std::size_t count = 0;
        ((addresses_[count++] = std::addressof(args)), ...);
    }
    /// They are of no interest. Nor are they any more once its label is known: nobody reads them
    /// before the next coroutine has set its own.
    void clear() {
        write_ = nullptr;
        are_always_the_same_ = true;
    }

    /// Do all calls of that function show the same?
    [[nodiscard]] bool are_always_the_same() const { return are_always_the_same_; }
    /// The label of the coroutine with that signature, to be written later, where its arguments are
    /// not always the same; `write` is null where they do not fit.
    [[nodiscard]] trace::LateText late_label(const char* signature) const {
        trace::LateText label{late_.write, signature};
        if (late_.write != nullptr) {
            late_.keep(addresses_.data(), label);
        }
        return label;
    }
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

    struct Late {
        trace::LateText::Write write = nullptr;
        void (*keep)(const void* const* addresses, trace::LateText& label) = nullptr;
    };
    /// How that is done with arguments of these types.
    template <class... Args>
    static constexpr Late late_for() {
        if constexpr (((has_one_repr<Args> || is_number<Args>)&&...) &&
                      words_of<Args...> <= std::tuple_size_v<decltype(trace::LateText::words)>) {
            return {&write_late<Args...>, &keep_late<Args...>};
        } else {
            return {};
        }
    }
    // A word for each number.
    template <class... Args>
    static constexpr std::size_t words_of = (std::size_t{is_number<Args>} + ... + 0);
    template <class... Args>
    static void keep_late(const void* const* addresses, trace::LateText& label) {
        std::uint64_t* word = label.words.data();
        const auto keep = [&]<class Arg>(const Arg*, const void* address) {
            if constexpr (is_number<Arg>) {
                std::memcpy(word++, address, sizeof(Arg));
            }
        };
        (keep(static_cast<const Args*>(nullptr), *addresses++), ...);
    }
    template <class... Args>
    static std::string write_late(const trace::LateText& label) {
        const std::uint64_t* word = label.words.data();
        std::string text;
        const auto append = [&]<class Arg>(const Arg*) {
            if constexpr (is_number<Arg>) {
                Arg number{};
                std::memcpy(static_cast<void*>(&number), word++, sizeof(Arg));
                append_item(text, repr_argument(number));
            } else {
                append_item(text, "…");
            }
        };
        (append(static_cast<const Args*>(nullptr)), ...);
        return qualified_name(label.subject) + "(" + text + ")";
    }

    std::string (*write_)(const void* const* addresses) = nullptr;
    Late late_;
    bool are_always_the_same_ = true;
    std::array<const void*, most> addresses_{};
};

inline thread_local constinit CreationArguments creation_arguments;

}  // namespace coroscope::detail
