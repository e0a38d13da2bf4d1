// Shared ownership with the count inside the object: what Python's reference counting is to
// asyncio. Not atomic: like asyncio's objects, what it counts belongs to one thread at a time.
#pragma once

#include <cstdint>
#include <type_traits>
#include <utility>

#include "runtime/memory/pool.hpp"

namespace coroscope {

/// Base of everything that a Ref can hold; lives in the pool. Invariant: destroyed when the last
/// Ref lets go.
class RefCounted {
public:
    RefCounted() = default;
    RefCounted(const RefCounted&) = delete;
    RefCounted& operator=(const RefCounted&) = delete;
    virtual ~RefCounted() = default;
    static void* operator new(std::size_t size) { return pool::take(size); }
    static void operator delete(void* memory, std::size_t size) { pool::give(memory, size); }

    void retain() { ++references_; }
    void release() {
        if (--references_ == 0) {
            dispose();
        }
    }

protected:
    [[nodiscard]] bool is_referred_to() const { return references_ != 0; }
    /// The last reference has gone.
    virtual void dispose();

private:
    std::uint32_t references_ = 0;
};

/// A counted reference, or nothing. Compares by identity, as Python's `is`.
template <class T>
class Ref {
public:
    Ref() = default;
    Ref(std::nullptr_t) {}
    explicit Ref(T* object) : object_{object} {
        if (object_ != nullptr) {
            counted().retain();
        }
    }
    template <class U>
        requires std::is_convertible_v<U*, T*>
    Ref(const Ref<U>& other) : Ref{static_cast<T*>(other.get())} {}
    Ref(const Ref& other) : Ref{other.object_} {}
    template <class U>
        requires std::is_convertible_v<U*, T*>
    Ref(Ref<U>&& other) noexcept : object_{other.detach()} {}
    Ref(Ref&& other) noexcept : object_{std::exchange(other.object_, nullptr)} {}
    Ref& operator=(Ref other) noexcept {
        std::swap(object_, other.object_);
        return *this;
    }
    ~Ref() {
        if (object_ != nullptr) {
            counted().release();
        }
    }

    /// Take over a reference that was already counted, as one that a queue held.
    static Ref adopt(T* object) {
        Ref ref;
        ref.object_ = object;
        return ref;
    }
    /// Give up ownership without uncounting: the caller must `adopt` it again.
    T* detach() { return std::exchange(object_, nullptr); }

    [[nodiscard]] T* get() const { return object_; }
    T* operator->() const { return object_; }
    T& operator*() const { return *object_; }
    explicit operator bool() const { return object_ != nullptr; }
    friend bool operator==(const Ref& a, const Ref& b) { return a.object_ == b.object_; }

private:
    // Not by T's own names: a lock's release is another thing.
    RefCounted& counted() const { return *object_; }

    T* object_ = nullptr;
};

template <class T, class... Args>
[[gnu::always_inline]] inline Ref<T> make_ref(Args&&... args) {
    return Ref<T>{new T(std::forward<Args>(args)...)};
}

}  // namespace coroscope
