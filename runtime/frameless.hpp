// What a coroutine function of asyncio's gives that needs no frame of its own where it is awaited
// at once: all that it keeps is in the frame of whoever awaits it. A sleep, a queue's put and get,
// and an event's wait are such.
//
// A program sees nothing of that: as any coroutine object it can be moved into a Coro<T>, made a
// task, or be dropped; then its frame is made. Thread rule: the loop's own thread.
#pragma once

#include <memory>

#include "runtime/coro.hpp"

namespace coroscope::detail {

/// Stands for the frame of a Frameless, and knows how to make that: `make` gives the frame of what
/// its argument was, which nobody owns then.
struct FrameToBeMade : PromiseBase {
    constexpr explicit FrameToBeMade(PromiseBase* (*how)(FrameOwner&)) : make{how} {
        is_to_be_made = true;
        awaited_at = 0;  // a constant has no part that is not set
    }
    PromiseBase* (*const make)(FrameOwner& owned_it);
};

/// `Wait` is the awaiter, made of its `Arguments`. It says what it gives (`Result`), how many
/// frames CPython enters at once for it (`frames`), and has the coroutine function that does the
/// same with a frame: `coroutine(Arguments)`, which may await one of these in turn.
template <class Wait>
class [[nodiscard]] Frameless : public Coro<typename Wait::Result> {
    using Base = Coro<typename Wait::Result>;
    using Arguments = typename Wait::Arguments;

public:
    explicit Frameless(Arguments arguments) : Base{nullptr}, arguments_{std::move(arguments)} {
        this->frame_ = &to_be_made;
    }
    Frameless(Frameless&& other) noexcept : Base{std::exchange(other.frame_, nullptr)} {
        if (this->frame_ != nullptr) {
            std::construct_at(&arguments_, other.take_arguments());
        }
    }
    Frameless& operator=(Frameless&&) = delete;
    ~Frameless() {
        if (this->frame_ != nullptr) [[unlikely]] {
            drop();
        }
    }

    /// It is awaited now. Throws RuntimeError where it is no longer to be had.
    Arguments take() {
        if (this->frame_ == nullptr) {
            throw_already_awaited();
        }
        this->frame_ = nullptr;
        return take_arguments();
    }

private:
    // Not in place, as each await would have it.
    [[gnu::noinline]] void drop() { const Base dropped{std::move(*this)}; }
    // They are no longer there, also where moving them fails.
    Arguments take_arguments() {
        struct End {
            Arguments& taken;
            ~End() { std::destroy_at(&taken); }
        } const end{arguments_};
        return std::move(arguments_);
    }
    static PromiseBase* make_frame(FrameOwner& owner) {
        Base coroutine = Wait::coroutine(static_cast<Frameless&>(owner).take_arguments());
        // Its depth is counted where it awaits.
        coroutine.promise().is_block = true;
        return coroutine.release();
    }
    static inline constinit FrameToBeMade to_be_made{&make_frame};

    // There while it can be awaited, so that nothing is left to be destroyed at the end of an
    // await.
    union {
        Arguments arguments_;
    };
};

template <class Wait>
[[gnu::always_inline]] inline Wait PromiseBase::await_transform(Frameless<Wait>&& awaited,
                                                                const char* where,
                                                                std::uint32_t at_line) {
    auto arguments = awaited.take();
    if constexpr (Wait::frames > 0) {
        require_depth(depth + Wait::frames);
    }
    awaits_at(where, at_line);
    return Wait{std::move(arguments)};
}

}  // namespace coroscope::detail
