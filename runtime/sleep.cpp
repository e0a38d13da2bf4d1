#include "runtime/sleep.hpp"

#include "runtime/cancel_on_exit.hpp"
#include "runtime/program_run.hpp"

namespace coroscope {

using trace::Kind;
using trace::Word;

namespace {

/// futures._set_result_unless_cancelled, bound to its future.
struct SetResultUnlessCancelled {
    Future<void> future;
    void operator()() const {
        if (!future.cancelled()) {
            future.set_result();
        }
    }
    [[nodiscard]] static std::string label() {
        return std::string(trace::words[id_of(Word::set_result_unless_cancelled)]);
    }
};

}  // namespace

Coro<void> sleep(Nanoseconds delay) {
    if (delay <= Nanoseconds{0}) {
        co_await detail::Yield{};
        co_return;
    }
    EventLoop& loop = get_running_loop();
    const Future<void> future = loop.create_future<void>(Word::sleep);
    const detail::CancelOnExit timer{loop.call_later(delay, SetResultUnlessCancelled{future})};
    co_await detail::TimedFuture<void>{future, timer.timer->when()};
}

void time_sleep(Nanoseconds delay, Place where) {
    if (delay < Nanoseconds{0}) {
        throw ValueError{"sleep length must be non-negative"};
    }
    ProgramRun& run = current_run();
    trace::Writer* trace = trace::writer();
    const trace::SiteId site = site_id(where);
    const Nanoseconds deadline = run.clock().time() + delay;
    const auto record = [&](Kind kind, trace::Event fields) {
        fields.site = site;
        if (trace != nullptr) {
            trace->emit(kind, fields);
        }
    };
    record(Kind::block_begin, {.value = deadline.count(), .text = id_of(Word::sleep)});
    for (;;) {
        const WaitEnd end = run.wait(ProgramRun::WaitKind::block, deadline);
        if (end == WaitEnd::deadline) {
            break;
        }
        // A handler that returns lets the sleep go on for the rest of its time (PEP 475).
        if (run.has_interrupt_handler()) {
            run.act(ProgramRun::WaitKind::block, end);
            continue;
        }
        record(Kind::block_end, {.text = id_of(Word::interrupted)});
        run.act(ProgramRun::WaitKind::block, end);
    }
    record(Kind::block_end, {});
}

}  // namespace coroscope
