#include "viz/model/screen_text.hpp"

#include <algorithm>
#include <charconv>
#include <vector>

namespace coroscope::viz {
namespace {

constexpr char escape = '\x1b';
constexpr char bell = '\a';
constexpr char erase = '\x7f';
constexpr std::size_t tab_width = 8;

bool is_control(char c) { return static_cast<unsigned char>(c) < ' ' || c == erase; }

bool is_within(char c, char first, char last) { return first <= c && c <= last; }

/// The lines of a screen that has no last column.
class Screen {
public:
    explicit Screen(std::string_view written) : rest_{written} {}

    std::string shown() {
        while (!rest_.empty()) {
            const char c = rest_.front();
            if (c == escape) {
                take_sequence();
            } else if (is_control(c)) {
                rest_.remove_prefix(1);
                control(c);
            } else {
                put(take_character());
            }
        }
        end_line();
        return std::move(shown_);
    }

private:
    // With the bytes that continue it, in UTF-8.
    std::string_view take_character() {
        std::size_t size = 1;
        while (size < rest_.size() && (static_cast<unsigned char>(rest_[size]) & 0xC0) == 0x80) {
            ++size;
        }
        return take(size);
    }

    std::string_view take(std::size_t size) {
        const std::string_view taken = rest_.substr(0, size);
        rest_.remove_prefix(taken.size());
        return taken;
    }

    void put(std::string_view character) {
        if (column_ >= cells_.size()) {
            cells_.resize(column_ + 1, " ");
        }
        cells_[column_++] = character;
    }

    void control(char c) {
        if (c == '\n') {
            end_line();
            shown_ += c;
        } else if (c == '\r') {
            went_back_ = true;
            column_ = 0;
        } else if (c == '\b') {
            back(1);
        } else if (c == '\t') {
            column_ = (column_ / tab_width + 1) * tab_width;
        }
    }

    void back(std::size_t columns) {
        went_back_ = true;
        column_ -= std::min(column_, columns);
    }

    void end_line() {
        std::size_t end = cells_.size();
        // Where a line was wiped with blanks, it is empty.
        while (went_back_ && end > 0 && cells_[end - 1] == " ") {
            --end;
        }
        for (std::size_t i = 0; i < end; ++i) {
            shown_ += cells_[i];
        }
        cells_.clear();
        column_ = 0;
        went_back_ = false;
    }

    // ESC [ numbers letter, ESC ] text BEL, or ESC and what belongs to it.
    void take_sequence() {
        take(1);
        if (rest_.starts_with('[')) {
            take(1);
            const std::string_view numbers = take_while(' ', '?');
            if (const std::string_view letter = take(1); !letter.empty()) {
                edit(letter.front(), numbers);
            }
        } else if (rest_.starts_with(']')) {
            const std::size_t end = rest_.find_first_of(std::string_view{"\a\x1b", 2});
            take(std::min(end, rest_.size()));
            if (rest_.starts_with(bell)) {
                take(1);
            } else if (rest_.starts_with("\x1b\\")) {
                take(2);
            }
        } else {
            take_while(' ', '/');
            take(1);
        }
    }

    std::string_view take_while(char first, char last) {
        const auto* const end =
            std::ranges::find_if_not(rest_, [&](char c) { return is_within(c, first, last); });
        return take(static_cast<std::size_t>(end - rest_.begin()));
    }

    // Of the sequences those that change the line.
    void edit(char letter, std::string_view numbers) {
        std::size_t number = 0;
        std::from_chars(numbers.data(), numbers.data() + numbers.size(), number);
        const std::size_t count = std::clamp<std::size_t>(number, 1, widest);
        if (letter == 'K') {
            went_back_ = true;
            const std::size_t begin = number == 0 ? column_ : 0;
            const std::size_t end = number == 1 ? column_ + 1 : cells_.size();
            for (std::size_t i = begin; i < std::min(end, cells_.size()); ++i) {
                cells_[i] = " ";
            }
        } else if (letter == 'C') {
            column_ = std::min(column_ + count, widest);
        } else if (letter == 'D') {
            back(count);
        } else if (letter == 'G') {
            went_back_ = true;
            column_ = count - 1;
        }
    }

    static constexpr std::size_t widest = 1000;

    std::string_view rest_;
    std::string shown_;
    std::vector<std::string_view> cells_;
    std::size_t column_ = 0;
    bool went_back_ = false;
};

}  // namespace

std::string screen_text(std::string_view written) {
    const bool plain =
        std::ranges::none_of(written, [](char c) { return is_control(c) && c != '\n'; });
    return plain ? std::string{written} : Screen{written}.shown();
}

}  // namespace coroscope::viz
