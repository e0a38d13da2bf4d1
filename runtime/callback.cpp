#include "runtime/callback.hpp"

namespace coroscope::detail {

std::string_view plain_name(std::string_view signature) {
    // A template's own signature names its argument: `… [with auto function = lesson::work; …]`.
    if (const auto bound = signature.rfind("function = "); bound != std::string_view::npos) {
        signature.remove_prefix(bound + std::string_view{"function = "}.size());
        signature = signature.substr(0, signature.find_first_of(";]"));
    }
    if (signature.find("lambda") != std::string_view::npos) {
        return "<lambda>";
    }
    // The parameter list begins at the first parenthesis outside of template arguments.
    int depth = 0;
    std::size_t end = 0;
    for (; end < signature.size(); ++end) {
        const char c = signature[end];
        depth += c == '<' ? 1 : c == '>' ? -1 : 0;
        if (c == '(' && depth == 0) {
            break;
        }
    }
    signature = signature.substr(0, end);
    if (const auto begin = signature.find_last_of(": &*"); begin != std::string_view::npos) {
        signature.remove_prefix(begin + 1);
    }
    return signature;
}

}  // namespace coroscope::detail
