#include "runtime/print.hpp"

#include "runtime/program_run.hpp"

namespace coroscope::detail {

void print_line(const std::string& text, const Place& where) {
    current_run().write_line(Stream::out, text, where);
}

}  // namespace coroscope::detail
