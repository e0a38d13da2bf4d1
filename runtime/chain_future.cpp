#include "runtime/chain_future.hpp"

namespace coroscope::detail {

std::exception_ptr convert_future_exception(const std::exception_ptr& error) {
    try {
        std::rethrow_exception(error);
    } catch (const FutureCancelledError& cancelled) {
        return std::make_exception_ptr(CancelledError{
            cancelled.message().empty() ? std::nullopt : std::optional{cancelled.message()}});
    } catch (...) {
        return error;
    }
}

}  // namespace coroscope::detail
