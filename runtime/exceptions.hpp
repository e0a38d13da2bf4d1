// Python's exceptions by their names, as far as asyncio raises or treats them specially.
#pragma once

#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace coroscope {

/// Root of the hierarchy, as in Python: what `except Exception` does not catch derives from here.
class BaseException : public std::exception {
public:
    explicit BaseException(std::string message = {}) : message_{std::move(message)} {}
    [[nodiscard]] const char* what() const noexcept override { return message_.c_str(); }
    [[nodiscard]] const std::string& message() const { return message_; }
    /// The Python class name: `CancelledError`.
    [[nodiscard]] virtual std::string_view type() const = 0;
    /// As Python's repr: `ValueError('boom')`.
    [[nodiscard]] virtual std::string repr() const;
    /// Keep that for as long as this exception lives, as its traceback keeps what is in the frames
    /// that it has left.
    void keep(std::shared_ptr<const void> object) { kept_.push_back(std::move(object)); }

private:
    std::string message_;
    std::vector<std::shared_ptr<const void>> kept_;
};

/// Base of the errors that programs are meant to handle.
class Exception : public BaseException {
    using BaseException::BaseException;
};

#define COROSCOPE_EXCEPTION(Name, Base)                                        \
    class Name : public Base {                                                 \
    public:                                                                    \
        using Base::Base;                                                      \
        [[nodiscard]] std::string_view type() const override { return #Name; } \
    }

/// The person's Ctrl-C. It passes through tasks and leaves the loop.
COROSCOPE_EXCEPTION(KeyboardInterrupt, BaseException);
/// A request of the program to end.
COROSCOPE_EXCEPTION(SystemExit, BaseException);
COROSCOPE_EXCEPTION(RuntimeError, Exception);
COROSCOPE_EXCEPTION(ValueError, Exception);
COROSCOPE_EXCEPTION(TypeError, Exception);
/// An input ended where more was expected.
COROSCOPE_EXCEPTION(EOFError, Exception);
/// The operation does not fit the future's state, as asking for a result that is not set.
COROSCOPE_EXCEPTION(InvalidStateError, Exception);
/// Queue.get_nowait of an empty queue.
COROSCOPE_EXCEPTION(QueueEmpty, Exception);
/// Queue.put_nowait into a full queue.
COROSCOPE_EXCEPTION(QueueFull, Exception);
/// A barrier was aborted or reset while a task waited at it.
COROSCOPE_EXCEPTION(BrokenBarrierError, RuntimeError);
/// Awaits are nested too deep.
COROSCOPE_EXCEPTION(RecursionError, RuntimeError);

/// What the operating system refused: its number (errno) and what was tried. Without a number it is
/// an ordinary error with a message, as asyncio raises some itself.
class OSError : public Exception {
public:
    explicit OSError(std::string message = {}) : Exception{std::move(message)} {}
    OSError(int code, std::string_view message);
    [[nodiscard]] std::string_view type() const override { return "OSError"; }
    [[nodiscard]] std::string repr() const override;
    /// OSError.errno, or 0.
    [[nodiscard]] int code() const { return code_; }

private:
    int code_ = 0;
    std::string reason_;  // what follows the number in the message
};

/// asyncio.TimeoutError is this one, since Python 3.11.
COROSCOPE_EXCEPTION(TimeoutError, OSError);
COROSCOPE_EXCEPTION(PermissionError, OSError);
COROSCOPE_EXCEPTION(ConnectionError, OSError);
/// The other end is closed, and something was sent to it.
COROSCOPE_EXCEPTION(BrokenPipeError, ConnectionError);
COROSCOPE_EXCEPTION(ConnectionAbortedError, ConnectionError);
/// Nobody listens there.
COROSCOPE_EXCEPTION(ConnectionRefusedError, ConnectionError);
/// The other end has broken the connection off.
COROSCOPE_EXCEPTION(ConnectionResetError, ConnectionError);
#undef COROSCOPE_EXCEPTION

/// Python's OSError of that errno, which is of the class that belongs to it.
[[nodiscard]] std::exception_ptr os_error(int code, std::string_view message);
/// Throws it; with errno's own words where none are given.
[[noreturn]] void throw_os_error(int code, std::string_view message = {});

/// concurrent.futures.CancelledError: result() of a concurrent future that was cancelled. Unlike
/// asyncio's an ordinary Exception.
class FutureCancelledError : public Exception {
public:
    using Exception::Exception;
    [[nodiscard]] std::string_view type() const override { return "CancelledError"; }
};

/// asyncio.CancelledError: thrown at the innermost await of a task that was asked to cancel. Its
/// message is optional: `cancel()` and `cancel("")` differ.
class CancelledError : public BaseException {
public:
    CancelledError() = default;
    explicit CancelledError(std::optional<std::string> message)
        : BaseException{message.value_or("")}, has_message_{message.has_value()} {}
    [[nodiscard]] std::string_view type() const override { return "CancelledError"; }
    [[nodiscard]] std::string repr() const override;
    [[nodiscard]] std::optional<std::string> cancel_message() const {
        return has_message_ ? std::optional{message()} : std::nullopt;
    }

private:
    bool has_message_ = false;
};

/// Is it asyncio's CancelledError, and not that of concurrent.futures?
bool is_cancelled_error(const std::exception_ptr& error);

/// The program can never go on: nobody is runnable and nothing is scheduled. CPython would hang
/// here; on the virtual clock the wait of the main thread ends with this, which says who waits for
/// what.
class DeadlockError : public BaseException {
public:
    using BaseException::BaseException;
    [[nodiscard]] std::string_view type() const override { return "DeadlockError"; }
};

/// The class name of what an exception_ptr holds; a C++ type's own name for foreign ones.
std::string exception_type(const std::exception_ptr& error);

/// `Type: message`, or just `Type` without a message, as Python's last traceback line.
std::string describe(const std::exception_ptr& error);

/// As Python's repr: `ValueError('boom')`; `None` where there is none.
std::string repr_of(const std::exception_ptr& error);

}  // namespace coroscope
