#include "runtime/event_loop.hpp"

#include <algorithm>

#include "runtime/program_run.hpp"

namespace coroscope {

using trace::Kind;
using trace::When;
using trace::Word;

namespace {

// asyncio's MAXIMUM_SELECT_TIMEOUT: longer waits are cut into days.
constexpr Nanoseconds longest_select = std::chrono::hours{24};

// CPython's recursion limit less the frames of asyncio's own that lie under a step, where the
// program's module itself runs the loop.
std::uint32_t deepest_await(Word how) {
    constexpr std::uint32_t recursion_limit = 1000;
    switch (how) {
        case Word::run:
            return recursion_limit - 9;
        case Word::run_until_complete:
            return recursion_limit - 7;
        default:  // run_forever; of all the words these three name a way to run a loop
            return recursion_limit - 6;
    }
}

/// base_events._run_until_complete_cb: ends run_until_complete in its turn among the callbacks.
class StopWhenDone final : public DoneCallback {
public:
    StopWhenDone() : DoneCallback{id_of(Word::run_until_complete_cb)} {}
    void call(FutureBase& future) override {
        const std::string failure = future.failure_type();
        future.forget_failure();
        // These have left run_forever already; stopping again would end the next one.
        if (failure != "KeyboardInterrupt" && failure != "SystemExit") {
            future.get_loop().stop({});
        }
    }
};

}  // namespace

Connection::Connection(EventLoop& loop) : loop_{loop} { loop_.connections_.add(*this); }
Connection::~Connection() { loop_.connections_.remove(*this); }

EventLoop::EventLoop(ProgramRun& run) : run_{run}, task_numbers_{run.task_numbers()} {
    if (trace::Writer* trace = trace::writer()) {
        id_ = trace->recorder().next_loop();
    }
}

EventLoop::~EventLoop() = default;

Nanoseconds EventLoop::time() const { return run_.clock().time(); }

void EventLoop::throw_closed() { throw RuntimeError{"Event loop is closed"}; }

void EventLoop::require_can_run() const {
    require_open();
    if (running_) {
        throw RuntimeError{"This event loop is already running"};
    }
    if (current().loop != nullptr) {
        throw RuntimeError{"Cannot run the event loop while another loop is running"};
    }
}

void EventLoop::queue(const Ref<Handle>& handle, trace::SiteId site) {
    require_open();
    if (trace::Writer* trace = trace::writer()) {
        trace->emit(Kind::call_soon,
                    {.text = handle->label(), .site = site, .other = handle->party(), .loop = id_});
    }
    push(*Ref<Handle>{handle}.detach());
    if (site != 0) {
        after_beat();
    }
}

void EventLoop::wake() {
    if (Participant* runner = runner_; runner != nullptr && runner != current().thread) {
        run_.clock().wake(*runner);
    }
}

// The handle first, then the waking, as asyncio writes to its self-pipe.
void EventLoop::post(Ref<Handle> handle, trace::SiteId site) {
    if (trace::Writer* trace = trace::writer()) {
        trace->emit(Kind::call_threadsafe,
                    {.text = handle->label(), .site = site, .other = handle->party(), .loop = id_});
    }
    const bool is_beat = site != 0;
    mail_.push(*handle.detach());
    expect_more_than_work();
    if (is_beat) {
        after_beat();
    }
    if (run_.clock().is_one_at_a_time()) {
        was_written_to_ = true;
        run_.clock().announce();
    }
    wake();
}

void EventLoop::empty_mail() {
    mail_.empty_into(ready_);
    if (trace::Writer* trace = trace::writer()) {
        trace->look();
    }
}

void EventLoop::push_behind_mail(Runnable& entry) {
    take_mail();
    ready_.push(entry);
}

void EventLoop::queue_internal(const Ref<Handle>& handle) {
    require_open();
    if (trace::Writer* trace = trace::writer()) {
        trace->emit(Kind::call_soon,
                    {.text = handle->label(), .other = handle->party(), .loop = id_},
                    When::as_the_last);
    }
    push(*Ref<Handle>{handle}.detach());
}

void EventLoop::schedule(const Ref<TimerHandle>& timer, trace::SiteId site, When when) {
    require_open();
    if (trace::Writer* trace = trace::writer()) {
        trace->emit(Kind::timer_set,
                    {.value = timer->when().count(),
                     .text = timer->label(),
                     .site = site,
                     .other = timer->party(),
                     .loop = id_},
                    when);
    }
    timers_.push(timer);
    expect_more_than_work();
}

// A select that would not wait, where nothing can have arrived: the system is not asked.
void EventLoop::pass_by_select() {
    if (trace::Writer* trace = trace::writer()) {
        trace->look();
    }
    forget_octet();
    run_.act(ProgramRun::WaitKind::select, WaitEnd::deadline);
    take_mail();
}

// One iteration, as asyncio's _run_once: poll, move what is due to the ready queue, run exactly
// what was ready then. This is the only place where callbacks are called.
[[gnu::always_inline]] void EventLoop::run_once(bool has_more_than_work) {
    const bool has_news = run_.check_limits();
    if (has_more_than_work || has_news || ready_.empty()) {
        look_around(has_news);
        if (ready_.empty()) {
            return;
        }
    } else if (trace::writer() != nullptr) {
        report_iteration();
    }
    // What these add runs in the next iteration.
    ready_.run_present();
}

// Not in place: most iterations of a program that waits for nothing from outside go without.
[[gnu::noinline]] void EventLoop::look_around(bool has_news) {
    take_mail();
    if (trace::writer() != nullptr) {
        report_iteration();
    }
    timers_.remove_cancelled();
    if (!has_work() || selector_.is_watching()) {
        select();
    } else if (has_news) {
        pass_by_select();
    }
    if (timers_.size() > 0) {
        move_due_timers();
    }
    if (timers_.size() == 0 && !selector_.is_watching()) {
        // Whoever brings something meanwhile sets it after that.
        has_more_than_work_ = false;
        if (stopping_ || !mail_.empty()) {
            has_more_than_work_ = true;
        }
    }
}

void EventLoop::report_iteration() const {
    trace::writer()->emit(Kind::iteration_begin,
                          {.value = static_cast<std::int64_t>(ready_.size())}, When::as_the_last);
}

std::optional<Nanoseconds> EventLoop::select_timeout() const {
    if (has_work()) {
        return Nanoseconds{0};
    }
    const auto earliest = timers_.earliest();
    if (!earliest) {
        return std::nullopt;
    }
    return std::clamp(*earliest - time(), Nanoseconds{0}, longest_select);
}

// BaseSelectorEventLoop._process_events: queue what is to be called for the ready descriptors.
void EventLoop::process_events() {
    for (Ref<IoHandle>& handle : selector_.ready()) {
        if (!handle->cancelled()) {
            handle->report_ready(id_);
            push(*handle.detach());
        }
    }
}

// Wait on the clock.
EventLoop::Waited EventLoop::wait_for_events(std::optional<Nanoseconds> deadline) {
    std::size_t descriptors = selector_.poll();
    const bool was_written_to = was_written_to_.exchange(false);
    if (descriptors > 0) {
        return {WaitEnd::io, descriptors};
    }
    if (was_written_to) {
        return {WaitEnd::wakeup, 0};
    }
    const bool foreign = selector_.watches(IoHandle::Peer::outside);
    // Whoever waits for a connection within the run waits for the run, not for a caller.
    const bool open_to_all =
        selector_.watches(IoHandle::Peer::anybody) && !selector_.watches(IoHandle::Peer::inside);
    const WaitEnd end =
        run_.wait(ProgramRun::WaitKind::select, {.deadline = deadline,
                                                 .watched = selector_.fileno(),
                                                 .foreign = foreign,
                                                 .open_to_all = open_to_all,
                                                 .in_flight = in_flight(),
                                                 .what = [this] { return who_waits(); }});
    if (end == WaitEnd::io || end == WaitEnd::wakeup) {
        descriptors = selector_.poll();
        forget_octet();
    }
    return {descriptors > 0 ? WaitEnd::io : end, descriptors};
}

// Only where a connection has a writer at all: most waits need no look.
std::function<bool()> EventLoop::in_flight() const {
    if (!selector_.has_writers()) {
        return {};
    }
    return [this] { return selector_.has_octets_in_flight(); };
}

void EventLoop::select() {
    const std::optional<Nanoseconds> timeout = select_timeout();
    trace::Writer* trace = trace::writer();
    Waited waited{WaitEnd::deadline, 0};
    if (timeout == Nanoseconds{0}) {
        waited.descriptors = selector_.poll();
        forget_octet();
        if (trace != nullptr && waited.descriptors > 0) {
            trace->emit(Kind::select_begin, {.value = 0});
            waited.end = WaitEnd::io;
        }
    } else {
        if (trace != nullptr) {
            trace->emit(Kind::select_begin,
                        {.value = timeout ? timeout->count() : trace::no_value});
        }
        waited = wait_for_events(timeout ? std::optional{time() + *timeout} : std::nullopt);
    }
    if (trace != nullptr && (timeout != Nanoseconds{0} || waited.end == WaitEnd::io)) {
        trace->emit(Kind::select_end, {.value = static_cast<std::int64_t>(waited.descriptors),
                                       .text = id_of(word_of(waited.end))});
    } else if (trace != nullptr) {
        trace->look();
    }
    // What follows this beat is done here too.
    run_.act(ProgramRun::WaitKind::select, waited.end);
    if (waited.end == WaitEnd::interrupted || waited.end == WaitEnd::wakeup) {
        forget_octet();  // what the person did is seen in this iteration
    }
    process_events();
    take_mail();
}

std::vector<TaskBase*> EventLoop::tasks() const {
    std::vector<TaskBase*> tasks;
    for (FutureBase* task : tasks_.list()) {
        tasks.push_back(task->as_task());
    }
    return tasks;
}

TaskBase* EventLoop::find_task(trace::TaskId id) const {
    if (const auto failed = failed_tasks_.find(id); failed != failed_tasks_.end()) {
        return failed->second;
    }
    for (TaskBase* task : tasks()) {
        if (task->id() == id) {
            return task;
        }
    }
    return nullptr;
}

// As a DeadlockError says it.
std::string EventLoop::who_waits() const {
    std::string text = (id_ != 0 ? trace::loop_name(id_) : "its loop") + " to be woken";
    const char* separator = " (";
    for (const TaskBase* task : tasks()) {
        if (FutureBase* awaited = task->awaited()) {
            TaskBase* other = awaited->as_task();
            text += separator + task->get_name() + " awaits " +
                    (other != nullptr ? other->get_name()
                                      : std::string(trace::words[id_of(awaited->made_by())]));
            separator = ", ";
        }
    }
    return *separator == ',' ? text + ")" : text;
}

void EventLoop::move_due_timers() {
    trace::Writer* trace = trace::writer();
    const Nanoseconds now = time();
    while (Ref<TimerHandle> timer = timers_.pop_due(now)) {
        if (trace != nullptr && !timer->cancelled()) {
            trace->emit(Kind::timer_due, {.other = timer->party()});
        }
        ready_.push(*timer.detach());
    }
}

void EventLoop::run_forever(Place where) {
    require_can_run();
    run_loop(Word::run_forever, {}, where);
}

void EventLoop::run_until_done(FutureBase& future, bool is_new_task, Word how, const Place& where) {
    require_can_run();
    require_future_of(*this, future);
    const auto stop_when_done = make_ref<StopWhenDone>();
    future.add_done_callback(stop_when_done);
    try {
        run_loop(how, future.party(), where);
    } catch (...) {
        if (is_new_task && future.done()) {
            // The caller cannot look at the task's exception: it is the one that comes out here.
            future.forget_failure();
        }
        future.remove_done_callback(*stop_when_done);
        keep_for(std::current_exception(), future);
        throw;
    }
    future.remove_done_callback(*stop_when_done);
    if (!future.done()) {
        const auto error =
            std::make_exception_ptr(RuntimeError{"Event loop stopped before Future completed."});
        keep_for(error, future);
        std::rethrow_exception(error);
    }
}

void EventLoop::keep_for(const std::exception_ptr& error, FutureBase& future) {
    const auto kept = std::make_shared<Ref<FutureBase>>(&future);
    try {
        std::rethrow_exception(error);
    } catch (BaseException& base) {
        base.keep(kept);
        std::erase_if(kept_by_errors_, [](const auto& other) { return other.expired(); });
        kept_by_errors_.push_back(kept);
    } catch (...) {  // none of Python's
    }
}

void EventLoop::run_loop(Word how, trace::Party until, const Place& where) {
    trace::Writer* trace = trace::writer();
    const trace::Context context = trace != nullptr ? trace->context() : trace::Context{0};
    const trace::SiteId site = site_id(where);
    const auto ended = [&](trace::StringId exception) {
        running_ = false;
        runner_ = nullptr;
        stopping_ = false;
        current().loop = nullptr;
        if (trace != nullptr) {
            trace->go_back_to(context);
            trace->emit(Kind::loop_run_end, {.text = exception, .site = site, .loop = id_});
            after_beat();
        }
    };
    if (trace != nullptr) {
        trace->emit(Kind::loop_run_begin,
                    {.text = id_of(how), .site = site, .other = until, .loop = id_});
    }
    try {
        after_beat();
        if (trace != nullptr) {
            trace->begin_loop(id_, site);
        }
        running_ = true;
        runner_ = current().thread;
        current().loop = this;
        current().deepest_await = deepest_await(how);
        current().deepest_sleep = run_.sleeps_may_block() ? 0 : current().deepest_await;
        do {
            run_once(true);
            while (!has_more_than_work_) {
                run_once(false);
            }
        } while (!stopping_);
    } catch (...) {
        ended(trace != nullptr ? trace->intern(exception_type(std::current_exception())) : 0);
        throw;
    }
    ended(0);
}

void EventLoop::stop(Place where) {
    stopping_ = true;
    expect_more_than_work();
    if (trace::Writer* trace = trace::writer()) {
        trace->emit(Kind::loop_stop, {.site = trace->site(where), .loop = id_});
        after_beat();
    }
}

void EventLoop::close(Place where) {
    if (running_) {
        throw RuntimeError{"Cannot close a running event loop"};
    }
    if (closed_) {
        return;
    }
    take_mail();
    if (trace::Writer* trace = trace::writer()) {
        trace->emit(Kind::loop_close,
                    {.value = static_cast<std::int64_t>(ready_.size() + timers_.size()),
                     .site = trace->site(where),
                     .loop = id_});
        after_beat();
    }
    closed_ = true;
    drop_all();
    drop_default_executor();
}

void EventLoop::drop_all() {
    take_mail();
    while (!ready_.empty()) {
        ready_.pop().drop();
    }
    timers_.clear();
    selector_.close();
}

void EventLoop::destroy_pending_tasks() {
    tasks_.take_all([](FutureBase& task) {
        // Nobody else may hold it but the future that it awaits, which goes with its frames.
        const Ref<FutureBase> keep{&task};
        task.as_task()->destroy_pending();
    });
}

void EventLoop::drop_listeners() {
    futures_.take_all([](FutureBase& future) {
        const Ref<FutureBase> keep{&future};
        future.drop_listeners();
    });
    connections_.take_all([this](Connection& connection) {
        const Ref<Connection> keep{&connection};
        connections_.remove(connection);
        connection.abandon();
    });
    for (const auto& kept : std::exchange(kept_by_errors_, {})) {
        if (const auto future = kept.lock()) {
            *future = nullptr;
        }
    }
}

bool EventLoop::remove_reader(int fd) { return selector_.remove(fd, Selector::Interest::read); }
bool EventLoop::remove_writer(int fd) { return selector_.remove(fd, Selector::Interest::write); }

void require_future_of(const EventLoop& loop, const FutureBase& future) {
    if (&future.get_loop() != &loop) {
        throw ValueError{
            "The future belongs to a different loop than the one specified as the loop argument"};
    }
}

EventLoop& new_event_loop(Place where) { return current_run().new_event_loop(where); }

std::vector<TaskBase*> all_tasks(const EventLoop& loop) { return loop.tasks(); }
std::vector<TaskBase*> all_tasks() { return all_tasks(get_running_loop()); }
TaskBase* current_task() { return current().task; }

}  // namespace coroscope
