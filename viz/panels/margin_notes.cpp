#include "viz/panels/margin_notes.hpp"

#include <algorithm>

namespace coroscope::viz {

namespace {

constexpr MarginNote notes[] = {
    {"all_tasks(", "3.7",
     "3.7: asyncio.all_tasks() replaces Task.all_tasks(); it leaves finished tasks out.",
     "3.7：asyncio.all_tasks() 取代 Task.all_tasks()，并且不含已结束的任务。"},
    {"asyncio.new_event_loop(", "3.10",
     "3.10: get_event_loop() no longer makes a loop unasked; a program makes its own or calls "
     "asyncio.run().",
     "3.10：get_event_loop() 不再悄悄创建循环；程序自己创建，或者用 asyncio.run()。"},
    {"asyncio.create_task(", "3.7",
     "3.7: asyncio.create_task() is new; before, one wrote ensure_future() or loop.create_task().",
     "3.7：新增 asyncio.create_task()；以前写 ensure_future() 或 loop.create_task()。"},
    {"asyncio.run(", "3.7",
     "3.7: asyncio.run() is new: it makes a loop, runs, cancels what is left, and closes it.",
     "3.7：新增 asyncio.run()：创建循环、运行、取消剩下的任务、关闭。"},
    {"asyncio.wait(", "3.11",
     "3.11: wait() takes tasks and futures only; bare coroutines are a TypeError.",
     "3.11：wait() 只接受任务和 future；直接传协程会报 TypeError。"},
    {"asyncio.gather(", "3.10", "3.10: gather() and the others have no loop= parameter any more.",
     "3.10：gather() 等函数不再有 loop= 参数。"},
    {"except KeyboardInterrupt", "3.11",
     "3.11: under asyncio.run(), Ctrl-C first cancels the main task; a loop run by hand raises "
     "where it stands.",
     "3.11：在 asyncio.run() 下，Ctrl-C 先取消主任务；手动运行的循环则就地抛出。"},
    {".cancel(", "3.8",
     "3.8: CancelledError is a BaseException: 'except Exception' no longer swallows it.",
     "3.8：CancelledError 成为 BaseException：except Exception 不再吞掉它。"},
    {".get_name(", "3.8", "3.8: tasks have names: get_name(), set_name().",
     "3.8：任务有了名字：get_name()、set_name()。"},
    {"to_thread(", "3.9", "3.9: asyncio.to_thread() is new; before, run_in_executor().",
     "3.9：新增 asyncio.to_thread()；以前用 run_in_executor()。"},
};

}  // namespace

std::span<const MarginNote> all_margin_notes() { return notes; }

const MarginNote* margin_note(std::string_view line) {
    const auto found = std::find_if(
        std::begin(notes), std::end(notes),
        [&](const MarginNote& note) { return line.find(note.occurs) != std::string_view::npos; });
    return found == std::end(notes) ? nullptr : &*found;
}

std::string_view text_of(const MarginNote& note, Language language) {
    return language == Language::chinese ? note.chinese : note.english;
}

}  // namespace coroscope::viz
