// Several exceptions as one: Python's ExceptionGroup and BaseExceptionGroup.
//
// Python's ExceptionGroup is both an Exception and a BaseExceptionGroup. Here the two groups are
// siblings, for an exception with two BaseExceptions in it could not be caught as one: what
// `except BaseExceptionGroup` catches is caught as `const GroupedExceptions&`.
#pragma once

#include <vector>

#include "runtime/exceptions.hpp"

namespace coroscope {

/// What both kinds of group hold.
class GroupedExceptions {
public:
    explicit GroupedExceptions(std::vector<std::exception_ptr> exceptions)
        : exceptions_{std::move(exceptions)} {}
    virtual ~GroupedExceptions() = default;
    /// BaseExceptionGroup.exceptions.
    [[nodiscard]] const std::vector<std::exception_ptr>& exceptions() const { return exceptions_; }

protected:
    GroupedExceptions(const GroupedExceptions&) = default;
    GroupedExceptions& operator=(const GroupedExceptions&) = default;
    /// As Python's str: `message (2 sub-exceptions)`.
    static std::string text(const std::string& message, std::size_t count);
    /// As Python's repr: `ExceptionGroup('message', [ValueError('boom')])`.
    [[nodiscard]] std::string repr(std::string_view type, const std::string& message) const;

private:
    std::vector<std::exception_ptr> exceptions_;
};

namespace detail {

template <class Base>
class Group : public Base, public GroupedExceptions {
public:
    Group(std::string message, std::vector<std::exception_ptr> exceptions)
        : Base{text(message, exceptions.size())},
          GroupedExceptions{std::move(exceptions)},
          group_message_{std::move(message)} {}
    /// BaseExceptionGroup.message: without the count.
    [[nodiscard]] const std::string& group_message() const { return group_message_; }
    [[nodiscard]] std::string repr() const override {
        return GroupedExceptions::repr(this->type(), group_message_);
    }

private:
    std::string group_message_;
};

}  // namespace detail

/// Of Exceptions only.
class ExceptionGroup : public detail::Group<Exception> {
public:
    using Group::Group;
    [[nodiscard]] std::string_view type() const override { return "ExceptionGroup"; }
};

/// Of any.
class BaseExceptionGroup : public detail::Group<BaseException> {
public:
    using Group::Group;
    [[nodiscard]] std::string_view type() const override { return "BaseExceptionGroup"; }
};

/// Calling Python's BaseExceptionGroup: an ExceptionGroup where all of them are Exceptions.
std::exception_ptr make_exception_group(std::string message,
                                        std::vector<std::exception_ptr> exceptions);

/// Would `except Exception` catch it?
bool is_exception(const std::exception_ptr& error);

}  // namespace coroscope
