// An optional string in the room of a pointer: for what most objects do not have.
#pragma once

#include <memory>
#include <optional>
#include <string>

namespace coroscope {

class RareText {
public:
    RareText() = default;

    void set(std::optional<std::string> text) {
        text_ = text ? std::make_unique<const std::string>(std::move(*text)) : nullptr;
    }
    [[nodiscard]] std::optional<std::string> get() const {
        return text_ ? std::optional{*text_} : std::nullopt;
    }
    explicit operator bool() const { return static_cast<bool>(text_); }
    const std::string& operator*() const { return *text_; }

private:
    std::unique_ptr<const std::string> text_;
};

}  // namespace coroscope
