#include "runtime/callback.hpp"

namespace coroscope::detail {
namespace {

/// Where the last component of a qualified name begins: after the last `::` outside of brackets.
std::size_t last_component(std::string_view signature) {
    int depth = 0;
    std::size_t begin = 0;
    for (std::size_t i = 0; i < signature.size(); ++i) {
        const char c = signature[i];
        if (c == '<' || c == '(' || c == '{') {
            ++depth;
        } else if (c == '>' || c == ')' || c == '}') {
            --depth;
        } else if (depth == 0 && signature.substr(i).starts_with("::")) {
            begin = i + 2;
        }
    }
    return begin;
}

}  // namespace

std::string_view plain_name(std::string_view signature) {
    // A template's own signature names its argument: `… [with auto function = lesson::work; …]`.
    if (const auto bound = signature.rfind("function = "); bound != std::string_view::npos) {
        signature.remove_prefix(bound + std::string_view{"function = "}.size());
        signature = signature.substr(0, signature.find_first_of(";]"));
    }
    // What follows the parameters of a template: `… [with T = int]`, or `… [T = int]` of clang.
    signature = signature.substr(0, signature.find(" ["));
    std::string_view name = signature.substr(last_component(signature));
    if (name.starts_with("<lambda") || name.starts_with("operator()")) {
        return "<lambda>";
    }
    // A name without `::` still has its return type before it: `Coro<int> work(int)`.
    int depth = 0;
    std::size_t begin = 0;
    for (std::size_t i = 0; i < name.size(); ++i) {
        if (name[i] == '(' && depth == 0) {
            return name.substr(begin, i - begin);
        }
        depth += name[i] == '<' ? 1 : name[i] == '>' ? -1 : 0;
        if (depth == 0 && std::string_view{" *&"}.find(name[i]) != std::string_view::npos) {
            begin = i + 1;
        }
    }
    return name.substr(begin);
}

}  // namespace coroscope::detail
