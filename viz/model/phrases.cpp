#include "viz/model/phrases.hpp"

#include <array>

namespace coroscope::viz {

namespace {

constexpr std::array<Phrase, phrase_count> table{{
    {Say::nothing_yet, "Nothing has happened yet.", "还什么都没有发生。"},
    {Say::thread_starts, "{} starts the thread {}.", "{} 启动线程 {}。"},
    {Say::thread_ends, "{} ends.", "{} 结束。"},
    {Say::thread_fails, "{} ends with {}.", "{} 因 {} 结束。"},
    {Say::program_ends, "The program ends.", "程序结束。"},
    {Say::blocks_loop,
     "{} calls {}: it does not yield, so {} and all its tasks stand still until {} s.",
     "{} 调用 {}：它不让出，{} 和其中所有任务都要停到 {} 秒。"},
    {Say::blocks_loop_open, "{} calls {}: it does not yield, so {} and all its tasks stand still.",
     "{} 调用 {}：它不让出，{} 和其中所有任务都停住。"},
    {Say::blocks_thread, "{} calls {} and is blocked until {} s.", "{} 调用 {}，阻塞到 {} 秒。"},
    {Say::waits_in_join, "{} waits in join() until {} ends.", "{} 在 join() 中等 {} 结束。"},
    {Say::waits_in_result, "{} waits in result() until another thread has the answer.",
     "{} 在 result() 中等另一个线程给出结果。"},
    {Say::blocks_open, "{} is blocked in {}.", "{} 阻塞在 {} 中。"},
    {Say::unblocks, "{} comes back from {}.", "{} 从 {} 返回。"},
    {Say::unblock_timeout, "{} gives up waiting: the time is over.", "{} 不再等待：时间到了。"},
    {Say::unblock_interrupted, "KeyboardInterrupt breaks the blocking call of {}.",
     "KeyboardInterrupt 打断了 {} 的阻塞调用。"},
    {Say::loop_made, "{} makes an event loop. It runs nothing yet.",
     "{} 创建一个事件循环，它还没有运行任何东西。"},
    {Say::loop_runs_until, "{} calls {}({}): the loop runs until that is done.",
     "{} 调用 {}({})：循环一直运行到它完成。"},
    {Say::loop_runs_forever, "{} calls run_forever(): the loop runs until somebody calls stop().",
     "{} 调用 run_forever()：循环一直运行到有人调用 stop()。"},
    {Say::loop_run_ends, "{}() returns: the loop stands still.", "{}() 返回：循环停下。"},
    {Say::loop_run_fails, "{} leaves {}(): the loop stands still, its tasks stay as they are.",
     "{} 从 {}() 抛出：循环停下，任务保持原样。"},
    {Say::stop_called, "stop() is called: the loop ends after this iteration.",
     "调用 stop()：这一轮之后循环结束。"},
    {Say::stop_before_run,
     "stop() is called while the loop stands still: its next run takes just one iteration.",
     "循环停着时调用 stop()：下次运行只走一轮。"},
    {Say::loop_closes, "The loop is closed.", "循环关闭。"},
    {Say::loop_closes_dropping, "The loop is closed; {} callbacks that were queued never run.",
     "循环关闭，队列中的 {} 个回调不再运行。"},
    {Say::select_until, "Nothing is ready: the loop waits in select() until {} s.",
     "没有就绪的任务：循环在 select() 中等到 {} 秒。"},
    {Say::select_open, "Nothing is ready and no timer runs: the loop waits in select().",
     "没有就绪的任务，也没有计时器：循环在 select() 中等待。"},
    {Say::select_timeout, "{} s: a timer is due, the loop goes on.",
     "{} 秒：计时器到期，循环继续。"},
    {Say::select_io, "{} s: data has arrived, the loop goes on.", "{} 秒：数据到达，循环继续。"},
    {Say::select_wakeup, "{} s: another thread has woken the loop.",
     "{} 秒：另一个线程唤醒了循环。"},
    {Say::select_interrupted, "{} s: something from outside breaks the wait in select().",
     "{} 秒：外面的事打断了 select() 中的等待。"},
    {Say::queues_callback, "{} puts the callback {} at the end of the ready queue.",
     "{} 把回调 {} 排到就绪队列末尾。"},
    {Say::hands_over, "{} hands {} over to {} and wakes its thread.",
     "{} 把 {} 交给 {}，并唤醒它的线程。"},
    {Say::calls_handle, "The loop calls {}, a plain callback: no task.",
     "循环调用 {}：普通回调，不是任务。"},
    {Say::handle_returns, "{} returns; the loop takes the next one.", "{} 返回，循环取下一个。"},
    {Say::handle_raises, "{} raises {}.", "{} 抛出 {}。"},
    {Say::timer_over,
     "The timer rings: the sleep of {} is over, so it goes to the end of the ready queue.",
     "计时器响了：{} 睡完了，排到就绪队列末尾。"},
    {Say::gather_counts, "gather notes that {} has finished.", "gather 记下：{} 已结束。"},
    {Say::gather_complete, "gather has everything that it waited for: {} is woken.",
     "gather 等的全都有了：{} 被唤醒。"},
    {Say::wait_counts, "wait notes that {} has finished.", "wait 记下：{} 已结束。"},
    {Say::wait_complete, "wait has what it waited for: {} is woken.", "wait 等够了：{} 被唤醒。"},
    {Say::until_complete, "What run_until_complete() waited for is done: it asks the loop to stop.",
     "run_until_complete() 等的东西完成了：它请循环停下。"},
    {Say::library_callback, "asyncio's own callback {} has run.",
     "asyncio 自己的回调 {} 运行完毕。"},
    {Say::callback_wakes, "asyncio's own callback {} has run and woken {}.",
     "asyncio 自己的回调 {} 运行完毕，唤醒了 {}。"},
    {Say::never_awaited, "{} was never awaited: a coroutine object that nobody awaits never runs.",
     "{} 从未被 await：没人 await 的协程对象永远不会运行。"},
    {Say::creates_task, "{} creates the task {}: Pending, at the end of the ready queue.",
     "{} 创建任务 {}：Pending，排在就绪队列末尾。"},
    {Say::first_step, "{} runs for the first time.", "{} 第一次运行。"},
    {Say::goes_on, "{} goes on after its await.", "{} 从 await 处继续运行。"},
    {Say::goes_on_slept, "{} goes on: its sleep is over.", "{} 继续运行：它睡完了。"},
    {Say::goes_on_after, "{} goes on: what it awaited ({}) is done.",
     "{} 继续运行：它等的（{}）完成了。"},
    {Say::thrown_into, "{} goes on, but {} is thrown into it at its await.",
     "{} 继续运行，但在它的 await 处抛入 {}。"},
    {Say::thrown_first,
     "{} was cancelled before its first step: {} is thrown in at once, its code never begins.",
     "{} 在第一步之前就被取消：立刻抛入 {}，它的代码根本没有开始。"},
    {Say::awaits_sleep, "{} awaits a sleep until {} s and gives the loop to the others.",
     "{} await 睡眠到 {} 秒，把循环让给别人。"},
    {Say::awaits_task, "{} awaits {} and gives the loop to the others.",
     "{} await {}，把循环让给别人。"},
    {Say::awaits_all, "{} awaits {} tasks together and gives the loop to the others.",
     "{} 一起 await {} 个任务，把循环让给别人。"},
    {Say::awaits_what, "{} awaits {} and gives the loop to the others.",
     "{} await {}，把循环让给别人。"},
    {Say::yields, "{} yields for one round: it goes to the end of the ready queue.",
     "{} 让出一轮：排到就绪队列末尾。"},
    {Say::task_returns, "{} is Done: it returns {}.", "{} 变为 Done：返回 {}。"},
    {Say::task_fails, "{} is Done, with an exception: {}.", "{} 变为 Done，但带着异常：{}。"},
    {Say::task_is_cancelled, "{} ends as Cancelled.", "{} 以 Cancelled 结束。"},
    {Say::that_wakes, "That wakes {}.", "这唤醒了 {}。"},
    {Say::cancel_false, "{} calls cancel() on {}: it has finished already, so the answer is False.",
     "{} 对 {} 调用 cancel()：它早已结束，所以返回 False。"},
    {Say::cancel_woken,
     "{} cancels {}: True. Its wait ends; CancelledError comes at its next step.",
     "{} 取消 {}：True。它的等待结束；下一步会抛入 CancelledError。"},
    {Say::cancel_passed, "{} cancels {}: True. The request goes on to what it awaits.",
     "{} 取消 {}：True。请求转给它正在等的东西。"},
    {Say::cancel_later,
     "{} cancels {}: True. That is a request: CancelledError comes at its next step.",
     "{} 取消 {}：True。这只是请求：下一步才抛入 CancelledError。"},
    {Say::callback_runs, "The callback {} runs: {} is done.", "回调 {} 运行：{} 完成了。"},
    {Say::prints, "{} prints: {}", "{} 打印：{}"},
    {Say::prints_error, "{} writes to stderr: {}", "{} 写到 stderr：{}"},
    {Say::interrupt_arrives, "Ctrl-C: KeyboardInterrupt arrives in {}.",
     "Ctrl-C：KeyboardInterrupt 到达 {}。"},
    {Say::you_cancel, "You cancel {}.", "你取消 {}。"},
    {Say::you_interrupt, "You press Ctrl-C.", "你按下 Ctrl-C。"},
    {Say::you_do, "You step in: {}.", "你插手：{}。"},
    {Say::destroyed_pending, "{} is destroyed while it is pending: it never finishes.",
     "{} 在 Pending 时被销毁：永远不会结束。"},
    {Say::unretrieved, "Nobody ever asked for the exception of {}: {}.",
     "一直没人取 {} 的异常：{}。"},
    {Say::why_running, "It is running: it has the loop to itself until its next await.",
     "它正在运行：到下一个 await 之前循环归它。"},
    {Say::why_running_blocked,
     "It runs, but it is inside {}: until that returns, nobody else can run.",
     "它在运行，但卡在 {} 里：返回之前谁也不能运行。"},
    {Say::why_callback_runs, "It is running: a callback has the loop to itself until it returns.",
     "它正在运行：回调返回之前循环归它。"},
    {Say::why_callback_timer, "Its timer is due at {} s: {} s left.",
     "它的计时器在 {} 秒到期：还剩 {} 秒。"},
    {Say::why_callback_ran, "It has run: a callback runs once.", "它已经运行过：回调只运行一次。"},
    {Say::why_held,
     "{} is inside {} until {} s. A blocked thread cannot run its loop, so everything queued there "
     "waits.",
     "{} 在 {} 里一直到 {} 秒。被阻塞的线程无法运行循环，排在那里的都得等。"},
    {Say::why_held_open,
     "{} is inside {}. A blocked thread cannot run its loop, so everything queued there waits.",
     "{} 在 {} 里。被阻塞的线程无法运行循环，排在那里的都得等。"},
    {Say::why_turn, "It is ready, but a loop runs one task at a time and {} is running.",
     "它已就绪，但循环一次只运行一个任务，现在运行的是 {}。"},
    {Say::why_next, "It is ready and next in the queue: the loop takes it now.",
     "它已就绪，排在队首：循环马上取它。"},
    {Say::why_queue, "It is ready; {} stand before it in the queue.",
     "它已就绪，队列里前面还有 {} 个。"},
    {Say::why_loop_stands,
     "It is ready, but its loop is not running: nobody has called run_until_complete() or "
     "run_forever().",
     "它已就绪，但循环没有运行：还没有人调用 run_until_complete() 或 run_forever()。"},
    {Say::why_loop_closed, "Its loop is closed: it can never run again.",
     "它的循环已关闭：再也不能运行。"},
    {Say::why_sleeps, "It sleeps until {} s: {} s left.", "它睡到 {} 秒：还剩 {} 秒。"},
    {Say::why_sleeps_stopped, "It sleeps until {} s, but its loop is not running: no timer rings.",
     "它睡到 {} 秒，但循环没有运行：计时器不会响。"},
    {Say::why_due_soon, "Its sleep is over; the loop notices in its next iteration.",
     "它睡够了；循环下一轮就会发现。"},
    {Say::why_overdue, "Its sleep was over at {} s, but {} is inside {}: its loop cannot notice.",
     "它在 {} 秒就睡够了，但 {} 在 {} 里：循环发现不了。"},
    {Say::why_awaits, "It awaits {}, which has not finished.", "它在 await {}，后者还没有结束。"},
    {Say::why_awaits_sleeper, "It awaits {}, which sleeps until {} s.",
     "它在 await {}，后者睡到 {} 秒。"},
    {Say::why_awaits_ready, "It awaits {}, which is ready and queued.",
     "它在 await {}，后者已就绪，在排队。"},
    {Say::why_awaits_running, "It awaits {}, which is running.", "它在 await {}，后者正在运行。"},
    {Say::why_together, "It awaits {} tasks together; still unfinished: {}.",
     "它一起 await {} 个任务，还没结束的：{}。"},
    {Say::why_lock, "It waits for a lock that somebody else holds.", "它在等别人持有的锁。"},
    {Say::why_semaphore, "It waits for a semaphore: all places are taken.",
     "它在等信号量：名额都占着。"},
    {Say::why_event, "It waits for an event that nobody has set.", "它在等一个还没人设置的事件。"},
    {Say::why_condition, "It waits for a condition that nobody has notified.",
     "它在等一个还没人通知的条件。"},
    {Say::why_queue_item, "It waits at a queue: nothing can be taken or put.",
     "它在队列边等：既取不出也放不进。"},
    {Say::why_io, "It waits for the network.", "它在等网络。"},
    {Say::why_executor, "It waits for a thread of the executor.", "它在等线程池里的线程。"},
    {Say::why_future, "It awaits a future whose result nobody has set.",
     "它在 await 一个还没人设置结果的 future。"},
    {Say::why_done, "It is done: a finished task never runs again.",
     "它已完成：结束的任务不会再运行。"},
    {Say::why_cancelled, "It was cancelled: a finished task never runs again.",
     "它已被取消：结束的任务不会再运行。"},
    {Say::why_destroyed, "It was dropped while pending: it can never run again.",
     "它在 Pending 时被丢弃：再也不能运行。"},
    {Say::ask_runs, "What runs next?", "接下来谁运行？"},
    {Say::ask_nobody, "nobody: the loop waits", "谁也不运行：循环在等"},
    {Say::ask_was_first, "It stood first in the ready queue.", "它排在就绪队列的最前面。"},
    {Say::ask_prints, "What is printed next?", "接下来打印什么？"},
    {Say::ask_cancels, "What does cancel() of {} return?", "{} 的 cancel() 返回什么？"},
    {Say::ask_state, "{} ends this step. In which state will it be?",
     "{} 这一步结束后，会是什么状态？"},
}};

constexpr bool in_order() {
    for (std::size_t i = 0; i < table.size(); ++i) {
        if (static_cast<std::size_t>(table[i].id) != i) {
            return false;
        }
    }
    return true;
}
static_assert(in_order(), "the table of phrases must list every id once, in the enum's order");

}  // namespace

std::span<const Phrase> all_phrases() { return table; }

std::string fill_in(std::string_view pattern, std::initializer_list<std::string_view> values) {
    std::string text;
    std::size_t next = 0;
    for (std::size_t at = 0; at < pattern.size(); ++at) {
        const std::size_t close =
            pattern[at] == '{' ? pattern.find('}', at) : std::string_view::npos;
        if (close == std::string_view::npos) {
            text += pattern[at];
            continue;
        }
        // `{1}` names its value, `{}` takes the next: Chinese may turn the order round.
        const std::size_t index =
            close == at + 2 ? static_cast<std::size_t>(pattern[at + 1] - '0') : next++;
        if (index < values.size()) text += values.begin()[index];
        at = close;
    }
    return text;
}

std::string say(Language language, Say id, std::initializer_list<std::string_view> values) {
    const Phrase& phrase = table[static_cast<std::size_t>(id)];
    return fill_in(language == Language::chinese ? phrase.chinese : phrase.english, values);
}

}  // namespace coroscope::viz
