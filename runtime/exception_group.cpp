#include "runtime/exception_group.hpp"

#include <algorithm>

#include "runtime/repr.hpp"

namespace coroscope {

std::string GroupedExceptions::text(const std::string& message, std::size_t count) {
    return message + " (" + std::to_string(count) + " sub-exception" + (count == 1 ? ")" : "s)");
}

std::string GroupedExceptions::repr(std::string_view type, const std::string& message) const {
    return std::string(type) + "(" + coroscope::repr(message) + ", " +
           coroscope::repr(exceptions_) + ")";
}

std::exception_ptr make_exception_group(std::string message,
                                        std::vector<std::exception_ptr> exceptions) {
    if (std::ranges::all_of(exceptions, is_exception)) {
        return std::make_exception_ptr(ExceptionGroup{std::move(message), std::move(exceptions)});
    }
    return std::make_exception_ptr(BaseExceptionGroup{std::move(message), std::move(exceptions)});
}

bool is_exception(const std::exception_ptr& error) {
    try {
        std::rethrow_exception(error);
    } catch (const Exception&) {
        return true;
    } catch (const BaseException&) {
        return false;
    } catch (...) {
        // A C++ exception of another hierarchy is an ordinary error.
        return true;
    }
}

}  // namespace coroscope
