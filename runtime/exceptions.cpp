#include "runtime/exceptions.hpp"

#include <cerrno>
#include <cstdlib>
#include <memory>
#include <system_error>
#include <typeinfo>

#include <cxxabi.h>

#include "runtime/repr.hpp"

namespace coroscope {
namespace {

std::string demangled(const std::type_info& type) {
    int status = 0;
    const std::unique_ptr<char, decltype(&std::free)> name{
        abi::__cxa_demangle(type.name(), nullptr, nullptr, &status), &std::free};
    return status == 0 ? name.get() : type.name();
}

struct Described {
    std::string type;
    std::string message;
    std::string repr;
};

Described look_into(const std::exception_ptr& error) {
    try {
        std::rethrow_exception(error);
    } catch (const BaseException& e) {
        return {std::string(e.type()), e.message(), e.repr()};
    } catch (const std::exception& e) {
        const std::string type = demangled(typeid(e));
        return {type, e.what(), type + "(" + repr(std::string(e.what())) + ")"};
    } catch (...) {
        return {"unknown exception", "", "unknown exception"};
    }
}

}  // namespace

std::string BaseException::repr() const {
    return std::string(type()) + "(" + (message().empty() ? "" : coroscope::repr(message())) + ")";
}

OSError::OSError(int code, std::string_view message)
    : Exception{"[Errno " + std::to_string(code) + "] " + std::string(message)},
      code_{code},
      reason_{message} {}

std::string OSError::repr() const {
    return code_ == 0 ? BaseException::repr()
                      : std::string(type()) + "(" + std::to_string(code_) + ", " +
                            coroscope::repr(reason_) + ")";
}

std::exception_ptr os_error(int code, std::string_view message) {
    switch (code) {
        case ETIMEDOUT:
            return std::make_exception_ptr(TimeoutError{code, message});
        case EACCES:
        case EPERM:
            return std::make_exception_ptr(PermissionError{code, message});
        case EPIPE:
        case ESHUTDOWN:
            return std::make_exception_ptr(BrokenPipeError{code, message});
        case ECONNABORTED:
            return std::make_exception_ptr(ConnectionAbortedError{code, message});
        case ECONNREFUSED:
            return std::make_exception_ptr(ConnectionRefusedError{code, message});
        case ECONNRESET:
            return std::make_exception_ptr(ConnectionResetError{code, message});
        default:
            return std::make_exception_ptr(OSError{code, message});
    }
}

void throw_os_error(int code, std::string_view message) {
    const std::string words = std::generic_category().message(code);
    std::rethrow_exception(os_error(code, message.empty() ? words : message));
}

std::string CancelledError::repr() const {
    return has_message_ ? "CancelledError(" + coroscope::repr(message()) + ")" : "CancelledError()";
}

bool is_cancelled_error(const std::exception_ptr& error) {
    try {
        if (error) {
            std::rethrow_exception(error);
        }
    } catch (const CancelledError&) {
        return true;
    } catch (...) {  // something else
    }
    return false;
}

std::string exception_type(const std::exception_ptr& error) { return look_into(error).type; }

std::string describe(const std::exception_ptr& error) {
    const Described what = look_into(error);
    return what.message.empty() ? what.type : what.type + ": " + what.message;
}

std::string repr_of(const std::exception_ptr& error) {
    return error ? look_into(error).repr : "None";
}

}  // namespace coroscope
