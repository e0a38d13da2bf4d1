// A task's name, or the number that it goes by, in the room of a pointer: most tasks are called
// `Task-3`, and nobody asks. With its name in a word of its own a task would not fit into two lines
// of the cache.
#pragma once

#include <atomic>
#include <cstdint>
#include <string>

namespace coroscope {

class TaskName {
public:
    /// Of one that goes by its number; 0: it is given a name next.
    explicit TaskName(std::uint32_t number) : word_{std::uintptr_t{number} << 1 | no_number} {}
    TaskName(const TaskName&) = delete;
    TaskName& operator=(const TaskName&) = delete;
    ~TaskName() {
        if (is_text()) {
            drop_text();
        }
    }

    void set(std::string&& text);

    /// Of one that goes by `Task-NUMBER`; 0 where it was given a name.
    [[nodiscard]] std::uint32_t number() const {
        return is_text() ? 0 : static_cast<std::uint32_t>(word_ >> 1);
    }
    [[nodiscard]] std::string text() const { return is_text() ? *pointer() : numbered(number()); }
    /// Was it given one?
    [[nodiscard]] bool is_text() const { return (word_ & 1) == 0; }
    static std::string numbered(std::uint32_t number) { return "Task-" + std::to_string(number); }

private:
    [[nodiscard]] std::string* pointer() const { return reinterpret_cast<std::string*>(word_); }
    void drop_text();

    static constexpr std::uintptr_t no_number = 1;
    std::uintptr_t word_;  // a text's address, which is even, or twice the number and one
};

/// The numbers of a run's tasks: CPython's tasks._task_name_counter.
class TaskNumbers {
public:
    /// The next one. Any thread of the run.
    std::uint32_t take() {
        if (is_shared_) {
            return ++last_;
        }
        // Nobody else counts: a locked addition would be the most that a new task costs.
        const std::uint32_t number = last_.load(std::memory_order_relaxed) + 1;
        last_.store(number, std::memory_order_relaxed);
        return number;
    }
    /// The run has more than one thread from now on. Called before one starts another.
    void share() {
        if (!is_shared_) {  // later ones read it while this is called
            is_shared_ = true;
        }
    }

private:
    std::atomic<std::uint32_t> last_ = 0;
    bool is_shared_ = false;  // written by the main thread, before the first other one starts
};

}  // namespace coroscope
