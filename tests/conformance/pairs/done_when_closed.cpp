#include "tests/conformance/pair.hpp"

using namespace coroscope;

namespace {

void say(const Future<int>&) { print("never"); }

template <class Act>
void attempt(const char* what, const Future<int>& future, Act act) {
    future.add_done_callback(partial<say>());
    future.add_done_callback(partial<say>());
    future.get_loop().close();
    try {
        act();
    } catch (const RuntimeError& error) {
        print(what, error.repr());
    }
    print(future.done(), future.cancelled());
}

}  // namespace

PAIR(done_when_closed) {
    EventLoop& loop = new_event_loop();
    auto future = loop.create_future<int>();
    attempt("result", future, [&] { future.set_result(1); });
    print(future.result());
    future = loop.create_future<int>();
    attempt("cancel", future, [&] { future.cancel(); });
    future = loop.create_future<int>();
    attempt("exception", future, [&] { future.set_exception(ValueError{"lost"}); });
    future = {};
    print("dropped");
    future = loop.create_future<int>();
    future.set_exception(ValueError{"nobody had to hear of it"});
    future = {};
    print("end");
}
