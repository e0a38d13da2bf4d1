#include "runtime/ref.hpp"

#include <vector>

namespace coroscope {

namespace {

// What one object's end brings with it ends inside of it, as in CPython; only a chain longer than
// this waits for the outermost, so that no length of it overflows the stack.
constexpr int deepest = 50;

struct Disposal {
    int depth = 0;
    std::vector<RefCounted*> waiting;
};

constinit thread_local Disposal* disposal = nullptr;

}  // namespace

void RefCounted::dispose() {
    if (disposal == nullptr) {
        Disposal outermost;
        disposal = &outermost;
        delete this;
        while (!outermost.waiting.empty()) {
            RefCounted* next = outermost.waiting.back();
            outermost.waiting.pop_back();
            delete next;
        }
        disposal = nullptr;
    } else if (disposal->depth < deepest) {
        ++disposal->depth;
        delete this;
        --disposal->depth;
    } else {
        disposal->waiting.push_back(this);
    }
}

}  // namespace coroscope
