#include "viz/panels/strings.hpp"

#include <array>

#include "viz/model/phrases.hpp"

namespace coroscope::viz {

namespace {

constexpr std::array<StringPair, string_count> table{{
    {Str::stage, "Stage", "舞台"},
    {Str::timeline, "Timeline", "时间线"},
    {Str::console, "Console", "输出"},
    {Str::selected_task, "Selected task", "选中的任务"},
    {Str::beat_of, "beat {} of {}", "第 {} 拍，共 {} 拍"},

    {Str::ready, "ready", "就绪"},
    {Str::running, "Running", "运行中"},
    {Str::waiting, "waiting", "等待"},
    {Str::done, "Done", "完成"},
    {Str::failed, "Failed", "出错"},
    {Str::cancelled, "Cancelled", "已取消"},
    {Str::destroyed, "Destroyed", "被丢弃"},
    {Str::blocked, "Blocked", "阻塞"},

    {Str::event_loop, "Event loop", "事件循环"},
    {Str::no_event_loop, "no event loop here", "这里没有事件循环"},
    {Str::empty, "empty", "空"},
    {Str::next, "next", "下一个"},
    {Str::iteration, "iteration", "第几轮"},
    {Str::idle, "idle", "空闲"},
    {Str::does_not_yield, "does not yield", "不让出"},
    {Str::wakes_at, "wakes at", "唤醒于"},
    {Str::not_running, "not running", "未运行"},
    {Str::closed, "closed", "已关闭"},
    {Str::selecting, "waits in select()", "在 select() 中等待"},
    {Str::stopping, "stop() was called", "已调用 stop()"},
    {Str::free_thread, "free", "空闲"},
    {Str::title_ready, "READY", "就绪 READY"},
    {Str::title_loop, "EVENT LOOP", "事件循环 EVENT LOOP"},
    {Str::title_waiting, "WAITING", "等待 WAITING"},
    {Str::title_finished, "FINISHED", "结束 FINISHED"},
    {Str::pending_ready, "Pending · ready", "Pending · 就绪"},
    {Str::pending_waiting, "Pending · waiting", "Pending · 等待"},
    {Str::running_iteration, "Running · iteration {}", "Running · 第 {} 轮"},
    {Str::done_cancelled, "Done · Cancelled", "Done · Cancelled"},
    {Str::doc_running, "Running", "Running"},
    {Str::doc_done, "Done", "Done"},
    {Str::doc_cancelled, "Cancelled", "Cancelled"},
    {Str::way_await, "await", "await"},
    {Str::way_wake, "woken", "唤醒"},
    {Str::until_time, "until {}", "到 {}"},
    {Str::left_seconds, "{} s left", "还剩 {} 秒"},
    {Str::blocked_in_call, "blocked in {}", "阻塞于 {}"},
    {Str::held_up_for, "held up {} s", "被耽搁 {} 秒"},
    {Str::wakes_at_time, "{} · wakes at {}", "{} · {} 唤醒"},
    {Str::waits_for_what, "for {}", "等 {}"},
    {Str::waits_for_tasks, "for {} tasks", "等 {} 个任务"},
    {Str::tasks_done, "{} done", "{} 个完成"},
    {Str::throws_what, "throw {}", "抛入 {}"},
    {Str::new_task, "new", "新建"},
    {Str::callback, "callback", "回调"},
    {Str::thread_ended, "ended", "已结束"},
    {Str::in_call, "in {}", "在 {} 中"},
    {Str::loop_between, "between steps", "两步之间"},

    {Str::axis, "axis", "横轴"},
    {Str::axis_steps, "steps", "步"},
    {Str::axis_time, "time", "时间"},
    {Str::zoom, "zoom", "缩放"},
    {Str::fit, "fit", "全部"},
    {Str::you, "you", "你"},
    {Str::main_thread_code, "plain code", "普通代码"},
    {Str::iteration_short, "iter {}", "第 {} 轮"},
    {Str::runs_blocking, "running, and holding up its loop", "运行中，并耽搁整个循环"},
    {Str::waiting_for, "waiting for {}", "等待 {}"},
    {Str::from_to, "{} – {} s  ({} s)", "{} – {} 秒（{} 秒）"},
    {Str::beats_from_to, "beats {} – {}", "第 {} – {} 拍"},
    {Str::due_at, "due at {} s", "{} 秒到期"},
    {Str::more_rows, "{} more rows", "还有 {} 行"},
    {Str::cancel_answer, "cancel() → {}", "cancel() → {}"},
    {Str::key_wheel, "wheel", "滚轮"},
    {Str::legend_hint, "every state has a colour, a texture and a mark",
     "每种状态有自己的颜色、纹理和记号"},
    {Str::all_arrows, "all arrows", "全部箭头"},
    {Str::fold_track, "click: fold or unfold", "单击：折叠或展开"},

    {Str::to_start, "to the start", "到开头"},
    {Str::to_end, "to the end", "到结尾"},
    {Str::step_back, "one step back", "后退一步"},
    {Str::step_forward, "one step on", "前进一步"},
    {Str::play, "play", "播放"},
    {Str::pause, "pause", "暂停"},
    {Str::speed, "speed", "速度"},
    {Str::key_space, "Space", "空格"},
    {Str::hint_play, "play", "播放"},
    {Str::hint_step, "step", "单步"},
    {Str::hint_scale, "size", "大小"},
    {Str::hint_start, "start", "开头"},
    {Str::hint_help, "keys", "按键"},
    {Str::print_mark, "prints", "输出"},
    {Str::interrupt_mark, "KeyboardInterrupt", "KeyboardInterrupt"},

    {Str::previous_lesson, "previous lesson", "上一课"},
    {Str::next_lesson, "next lesson", "下一课"},
    {Str::switch_language, "中文", "EN"},
    {Str::switch_theme, "dark or light", "深色或浅色"},
    {Str::present, "present", "演示"},
    {Str::present_tip, "Presenter mode (F5)", "演示模式（F5）"},
    {Str::show_keys, "All keys (?)", "全部按键（?）"},

    {Str::listing_python, "Python", "Python"},
    {Str::listing_cpp, "C++", "C++"},
    {Str::runs_as_shown, "what is shown is what runs", "所见即所运行"},
    {Str::verified_by, "verified by", "已对照"},
    {Str::verified_how,
     "when this program was built, CPython ran this lesson\n"
     "in every variant and recorded the same events",
     "构建本程序时，CPython 运行了这一课的每个变体，\n记录到的事件完全一致"},
    {Str::switch_line, "click: run it with", "单击：换成"},
    {Str::run_line, "click: go to the next time it runs", "单击：去下一次运行它的时刻"},
    {Str::line_never_runs, "this line does not run here", "这一行在这里不运行"},
    {Str::since_36, "since Python 3.6", "Python 3.6 以后"},

    {Str::nothing_printed, "nothing printed yet", "还没有输出"},
    {Str::by_plain_code, "plain code", "普通代码"},
    {Str::events, "Events", "事件"},
    {Str::search_events, "search", "搜索"},
    {Str::events_found, "{} of {}", "{} / {}"},
    {Str::no_events_found, "No event has these words.", "没有这样的事件。"},

    {Str::nothing_selected, "Click a task to see it here.", "单击一个任务，在这里查看。"},
    {Str::created_by, "created by", "创建者"},
    {Str::awaits, "awaits", "正在等"},
    {Str::steps_taken, "steps", "已走步数"},
    {Str::cancelling_count, "cancel requests", "取消请求"},
    {Str::result, "result", "结果"},
    {Str::latest_task, "Latest task", "最近的任务"},
    {Str::inspector, "Inspector", "检视"},
    {Str::since, "since {} s", "自 {} 秒起"},
    {Str::waited_for_by, "awaited by", "谁在等它"},
    {Str::callbacks, "callbacks", "回调"},
    {Str::why_title, "Why is it not running?", "它为什么不在运行？"},
    {Str::what_now, "What now?", "现在怎样？"},
    {Str::by_whom_when, "{} · line {} · {} s", "{} · 第 {} 行 · {} 秒"},
    {Str::by_whom, "{} · {} s", "{} · {} 秒"},
    {Str::nobody, "nobody", "没有"},

    {Str::program_failed, "The program ended with an error:", "程序出错结束："},
    {Str::no_chinese_font, "No Chinese font was found: install fonts-noto-cjk for Chinese.",
     "没有找到中文字体：请安装 fonts-noto-cjk。"},
    {Str::dismiss, "close", "关闭"},
    {Str::settings_broken, "The settings file could not be read; it was set aside as {}.",
     "设置文件无法读取，已移到 {}。"},
    {Str::help_title, "Keys", "按键"},
    {Str::help_close, "Esc closes", "Esc 关闭"},
    {Str::palette_hint, "Type a command", "输入命令"},
    {Str::palette_none, "No command has these words.", "没有这样的命令。"},
    {Str::group_time, "Time travel", "时间旅行"},
    {Str::group_jump, "Jump", "跳转"},
    {Str::group_view, "View", "显示"},
    {Str::group_class, "In class", "上课"},
    {Str::do_play, "play, pause", "播放、暂停"},
    {Str::do_play_back, "play backwards", "倒放"},
    {Str::do_beat, "a beat on, back", "前进、后退一拍"},
    {Str::do_task_step, "a task step", "任务的一步"},
    {Str::do_iteration, "an iteration of the loop", "循环的一轮"},
    {Str::do_instant, "an instant", "一个时刻"},
    {Str::do_ends, "first, last beat", "第一拍、最后一拍"},
    {Str::do_speed, "slower, faster", "慢、快"},
    {Str::do_print, "next, last print", "下一个、上一个输出"},
    {Str::do_cancel, "next, last cancel", "下一个、上一个取消"},
    {Str::do_change, "next, last state of the selected task", "选中任务的下一个、上一个状态"},
    {Str::do_bookmark, "set or clear a bookmark", "加、去书签"},
    {Str::do_bookmarks, "next, last bookmark", "下一个、上一个书签"},
    {Str::do_lesson, "open that lesson", "打开那一课"},
    {Str::do_axis, "axis: steps or time", "横轴：步或时间"},
    {Str::do_arrows, "all arrows", "全部箭头"},
    {Str::do_language, "English, 中文", "中文、English"},
    {Str::do_theme, "dark, light, high contrast", "深色、浅色、高对比"},
    {Str::do_listing, "Python or C++", "Python 或 C++"},
    {Str::do_scale, "bigger, smaller, normal", "大、小、正常"},
    {Str::do_motion, "less motion", "减少动画"},
    {Str::do_side, "console, events, inspector", "输出、事件、检视"},
    {Str::do_find, "search the events", "搜索事件"},
    {Str::do_present, "presenter mode", "演示模式"},
    {Str::do_clicker, "clicker: on, back", "翻页笔：前进、后退"},
    {Str::do_blank, "black, white screen", "黑屏、白屏"},
    {Str::do_full, "full screen", "全屏"},
    {Str::do_palette, "command palette", "命令面板"},
    {Str::do_help, "this list", "这个列表"},
    {Str::do_close, "close, deselect", "关闭、取消选中"},
    {Str::do_scroll, "scroll the lesson", "滚动课文"},
    {Str::do_focus, "next, last control; press", "下一个、上一个控件；按下"},
    {Str::do_quit, "quit", "退出"},
}};

constexpr bool in_order() {
    for (std::size_t i = 0; i < table.size(); ++i) {
        if (static_cast<std::size_t>(table[i].id) != i) {
            return false;
        }
    }
    return true;
}
static_assert(in_order(), "the table of strings must list every id once, in the enum's order");

}  // namespace

std::span<const StringPair> all_strings() { return table; }

const char* tr(Language language, Str id) {
    const StringPair& pair = table[static_cast<std::size_t>(id)];
    return language == Language::chinese ? pair.chinese : pair.english;
}

std::string tr(Language language, Str id, std::initializer_list<std::string_view> values) {
    return fill_in(tr(language, id), values);
}

}  // namespace coroscope::viz
