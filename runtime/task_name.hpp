// A task's name, or the number that it goes by, in the room of a pointer: most tasks are called
// `Task-3`, and nobody asks. With its name in a word of its own a task would not fit into two lines
// of the cache.
#pragma once

#include <cstdint>
#include <string>

namespace coroscope {

class TaskName {
public:
    TaskName() = default;
    TaskName(const TaskName&) = delete;
    TaskName& operator=(const TaskName&) = delete;
    ~TaskName() {
        if (is_text()) {
            drop_text();
        }
    }

    /// The first name that it has.
    void begin_with(std::uint32_t number) { word_ = std::uintptr_t{number} << 1 | no_number; }
    void set(std::string&& text);

    /// Of one that goes by `Task-NUMBER`; 0 where it was given a name.
    [[nodiscard]] std::uint32_t number() const {
        return is_text() ? 0 : static_cast<std::uint32_t>(word_ >> 1);
    }
    [[nodiscard]] std::string text() const { return is_text() ? *pointer() : numbered(number()); }
    static std::string numbered(std::uint32_t number) { return "Task-" + std::to_string(number); }

private:
    // An address is even.
    [[nodiscard]] bool is_text() const { return (word_ & 1) == 0; }
    [[nodiscard]] std::string* pointer() const { return reinterpret_cast<std::string*>(word_); }
    void drop_text();

    static constexpr std::uintptr_t no_number = 1;
    std::uintptr_t word_ = no_number;  // a text's address, or twice the number and one
};

}  // namespace coroscope
