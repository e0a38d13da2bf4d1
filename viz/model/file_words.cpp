#include "viz/model/file_words.hpp"

#include <optional>
#include <vector>

namespace coroscope::viz {

namespace {

// Each with the same gaps in the same order. The first that fits is taken: the longer before the
// shorter that it contains.
struct Pair {
    std::string_view english;
    std::string_view chinese;
};
constexpr Pair pairs[] = {
    // what cannot be done with which file, and why
    {"{}: cannot be read: {}; is that the right path?", "{}：无法读取：{}。路径对吗？"},
    {"{}: cannot be read: {}; name a file", "{}：无法读取：{}。请指定一个文件"},
    {"{} cannot be read: {}; name a Python program", "{} 无法读取：{}。请指定一个 Python 程序"},
    {"{} cannot be read: {}", "{} 无法读取：{}"},
    {"{}: is no scenario: it is {}; name another file", "{}：不是场景：{}。请换一个文件"},
    {"{}: in the line 'program …': this is no sandbox program: {}",
     "{}：在 program … 这一行，不是沙盒的程序：{}"},
    {"{}: cannot be written: {}; choose another place", "{}：无法写入：{}。请换一个位置"},
    {"{} is a folder: name a file", "{} 是一个文件夹：请指定一个文件"},
    {"{} is a device: name a file", "{} 是一个设备：请指定一个文件"},
    {"{} is a pipe: name a file", "{} 是一个管道：请指定一个文件"},
    {"{} is no recording that can be read: {}", "{} 不是可以读取的录制记录：{}"},
    {"{} was not recorded: {}", "{} 没有录制成功：{}"},
    {"{} was not recorded", "{} 没有录制成功"},
    {"{} cannot be made: {}; set TMPDIR to a folder with room",
     "{} 无法创建：{}。请把 TMPDIR 设为有空间的文件夹"},
    {"python3 cannot be run: {}; install Python 3.11 or later",
     "无法运行 python3：{}。请安装 Python 3.11 或更新的版本"},
    {"{}: a video needs ffmpeg, which cannot be started ({}): install ffmpeg, or choose an "
     "animation, as .gif",
     "{}：视频需要 ffmpeg，而它无法启动（{}）：请安装 ffmpeg，或选择动画，如 .gif"},
    {"{}: ffmpeg could not write it: {}", "{}：ffmpeg 无法写入：{}"},
    {"{}: this ending is not known; name it {}", "{}：不认识这个扩展名，可用的有 {}"},
    {"the animation could not be encoded: out of memory", "无法编码动画：内存不足"},
    // what a scenario asks for and is not there
    {"this is no sandbox program: {}", "这不是沙盒的程序：{}"},
    {"there is no lesson {}: 'coroscope list' shows them",
     "没有第 {} 课：coroscope list 会列出所有课程"},
    {"lesson {} has no variant '{}': it has {}", "第 {} 课没有变体 {}，它有：{}"},
    {"lesson {} has its own program: 'lesson {}' runs others",
     "第 {} 课有自己的程序：其他程序由第 {} 课运行"},
    {"{} has no choice '{}': it has {}", "{} 没有选项 {}，它有：{}"},
    {"a sandbox program with several loops runs on the virtual clock only: leave 'clock steady' "
     "out",
     "有多个循环的沙盒程序只能用虚拟时钟运行：请去掉 clock steady"},
    // what is wrong in a line of a scenario
    {"{}: raise what, where? Write: raise TASK ValueError: message",
     "{}：抛出什么，在哪里？请写：raise TASK ValueError: message"},
    {"{}: '{}' is no exception that can be raised: use one of {}",
     "{}：{} 不是可以抛出的异常，可用的有：{}"},
    {"{}: '{}' is no action: use interrupt, cancel TASK, complete TASK or raise TASK Type: message",
     "{}：{} 不是操作：请用 interrupt、cancel TASK、complete TASK 或 raise TASK Type: message"},
    {"{}: when does what happen? Write: at SECONDS: ACTION",
     "{}：什么时候发生什么？请写：at SECONDS: ACTION"},
    {"{}: after what does what happen? Write: after SEQ KIND ID: ACTION",
     "{}：在什么之后发生什么？请写：after SEQ KIND ID: ACTION"},
    {"{}: '{}' is no event number: write how a recording counts it",
     "{}：{} 不是事件的编号：请按录制记录中的编号写"},
    {"{}: '{}' is no kind of event: write one as step_end", "{}：{} 不是事件的种类：如 step_end"},
    {"{}: '{}' counts nothing: write KIND#1 or more", "{}：{} 没有计数：请写 KIND#1 或更大的数"},
    {"{}: which sleep of which task? Write: block TASK N",
     "{}：哪个任务的第几次 sleep？请写：block TASK N"},
    {"{}: a task's sleeps are counted from 1", "{}：任务的 sleep 从 1 开始计数"},
    {"{}: '{}' is no lesson: write its number, as lesson 5",
     "{}：{} 不是课程：请写编号，如 lesson 5"},
    {"{}: '{}' is no variant: write variant sleep=blocking",
     "{}：{} 不是变体：请写 variant sleep=blocking"},
    {"{}: which program? Write what the sandbox has saved: program {…}",
     "{}：哪个程序？请写沙盒保存的内容：program {…}"},
    {"{}: '{}' is no clock: write virtual or steady", "{}：{} 不是时钟：请写 virtual 或 steady"},
    {"{}: '{}' is no time in seconds; write 1.5", "{}：{} 不是以秒为单位的时间：请写 1.5 这样的数"},
    {"{}: the time {} must be from 0 to 9000000000 seconds",
     "{}：时间 {} 必须在 0 到 9000000000 秒之间"},
    {"{}: {} what? Write: {}", "{}：{} 什么？请写：{}"},
    {"{}: cannot read '{}': write lesson N, variant NAME=CHOICE, at SECONDS: ACTION, after SEQ "
     "KIND ID: ACTION or block TASK N",
     "{}：看不懂 {}：请写 lesson N、variant NAME=CHOICE、at SECONDS: ACTION、after SEQ KIND ID: "
     "ACTION 或 block TASK N"},
    // reasons
    {"it is a folder", "它是一个文件夹"},
    {"it is no file", "它不是文件"},
    {"it is a device or the like", "它是设备之类的东西"},
    {"it is empty", "它是空的"},
    {"it has no events", "它没有事件"},
    {"it is of version {}, and this program reads version {}",
     "它的版本是 {}，而本程序读取的版本是 {}"},
    {"no line of a recording", "这一行不属于录制记录"},
    {"the header is damaged", "文件头已损坏"},
    {"the file ends in the middle", "文件在中途结束"},
    {"its seq is not the number of the line", "它的 seq 与行号不符"},
    {"it has no t_ns", "它没有 t_ns"},
    {"a chunk's size is damaged", "一个数据块的大小已损坏"},
    {"a chunk is damaged", "一个数据块已损坏"},
    {"too long", "太长"},
    {"no text", "不是文本"},
    {"writing failed", "写入失败"},
    {"it gave no reason", "它没有说明原因"},
    {"line {}: {}", "第 {} 行：{}"},
    // what the system says
    {"No such file or directory", "没有这个文件或文件夹"},
    {"Permission denied", "没有权限"},
    {"Operation not permitted", "不允许这样操作"},
    {"Is a directory", "它是一个文件夹"},
    {"Not a directory", "路径中有一部分不是文件夹"},
    {"File exists", "文件已存在"},
    {"No space left on device", "磁盘空间不足"},
    {"Disk quota exceeded", "超出磁盘配额"},
    {"Read-only file system", "文件系统是只读的"},
    {"File name too long", "文件名太长"},
    {"File too large", "文件太大"},
    {"Input/output error", "读写出错"},
    {"Too many open files", "打开的文件太多"},
    {"Too many levels of symbolic links", "符号链接的层数太多"},
    {"Device or resource busy", "设备或资源正忙"},
    {"Text file busy", "文件正在被运行"},
    {"Cannot allocate memory", "内存不足"},
    {"Exec format error", "不是可以运行的程序"},
};

constexpr std::string_view gap_mark = "{}";

// What fills the gaps of the sentence, where the text is that sentence.
std::optional<std::vector<std::string_view>> gaps_of(std::string_view sentence,
                                                     std::string_view text) {
    std::vector<std::string_view> gaps;
    std::size_t gap = sentence.find(gap_mark);
    if (gap == std::string_view::npos) {
        return sentence == text ? std::optional{gaps} : std::nullopt;
    }
    if (!text.starts_with(sentence.substr(0, gap))) {
        return std::nullopt;
    }
    text.remove_prefix(gap);
    while (gap != std::string_view::npos) {
        sentence.remove_prefix(gap + gap_mark.size());
        gap = sentence.find(gap_mark);
        const std::string_view next = sentence.substr(0, gap);
        const bool last = gap == std::string_view::npos;
        const std::size_t end = last && next.empty() ? text.size()
                                : last               ? text.rfind(next)
                                                     : text.find(next);
        if (end == std::string_view::npos || (last && end + next.size() != text.size())) {
            return std::nullopt;
        }
        gaps.push_back(text.substr(0, end));
        text.remove_prefix(end + (last ? 0 : next.size()));
    }
    return gaps;
}

}  // namespace

std::string file_words(Language language, std::string_view error) {
    if (language == Language::english) {
        return std::string{error};
    }
    for (const Pair& pair : pairs) {
        const auto gaps = gaps_of(pair.english, error);
        if (!gaps) {
            continue;
        }
        std::string words{pair.chinese};
        std::size_t from = 0;
        for (const std::string_view gap : *gaps) {
            const std::size_t at = words.find(gap_mark, from);
            const std::string filling = file_words(language, gap);
            words.replace(at, gap_mark.size(), filling);
            from = at + filling.size();
        }
        return words;
    }
    return std::string{error};
}

}  // namespace coroscope::viz
