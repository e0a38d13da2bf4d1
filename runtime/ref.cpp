#include "runtime/ref.hpp"

#include <vector>

namespace coroscope {

namespace {

// What one object's end brings with it ends inside of it, as in CPython; only a chain longer than
// this waits for the outermost, so that no length of it overflows the stack.
constexpr int deepest = 50;

constinit thread_local int depth = 0;
constinit thread_local std::vector<RefCounted*>* waiting = nullptr;

// These two happen rarely, and are not to cost `dispose` any registers.
[[gnu::noinline]] void let_wait(RefCounted* object) {
    if (waiting == nullptr) {
        waiting = new std::vector<RefCounted*>;
    }
    waiting->push_back(object);
}

[[gnu::noinline]] void dispose_of_waiting() {
    ++depth;
    while (!waiting->empty()) {
        RefCounted* next = waiting->back();
        waiting->pop_back();
        delete next;
    }
    --depth;
    delete std::exchange(waiting, nullptr);
}

}  // namespace

void RefCounted::dispose() {
    if (depth > deepest) {
        let_wait(this);
        return;
    }
    ++depth;
    delete this;
    if (--depth == 0 && waiting != nullptr) {
        dispose_of_waiting();
    }
}

}  // namespace coroscope
