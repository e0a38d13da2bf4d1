// Values as Python writes them: `str` as print() shows them, `repr` as they stand in a list, in a
// task's label and in its result. Pure functions, callable from any thread.
#pragma once

#include <chrono>
#include <concepts>
#include <exception>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <variant>
#include <vector>

namespace coroscope {

/// What Python's None is: the result of what returns nothing.
using None = std::monostate;

/// A result or the exception in its place, as `gather(return_exceptions=True)` gathers.
template <class T>
using Result = std::variant<T, std::exception_ptr>;

/// Python's repr: single quotes unless the text has them and no double quotes, escapes.
std::string repr(std::string_view text);
/// Python's repr of a float: shortest that reads back, always with a point or an exponent.
std::string repr(double number);
std::string repr_of(const std::exception_ptr& error);

// Not for what merely converts to bool, as pointers do.
template <std::same_as<bool> T>
std::string repr(T value) {
    return value ? "True" : "False";
}
inline std::string repr(None) { return "None"; }
template <std::integral T>
    requires(!std::same_as<T, bool>)
std::string repr(T number) {
    return std::to_string(number);
}
inline std::string repr(const std::string& text) { return repr(std::string_view{text}); }
inline std::string repr(const char* text) { return repr(std::string_view{text}); }
inline std::string repr(const std::exception_ptr& error) { return repr_of(error); }

/// A duration as the number of seconds that Python would have in its place.
template <class Rep, class Period>
std::string repr(std::chrono::duration<Rep, Period> duration) {
    if constexpr (std::ratio_less_equal_v<std::ratio<1>, Period> && std::integral<Rep>) {
        return std::to_string(std::chrono::duration_cast<std::chrono::seconds>(duration).count());
    } else {
        return repr(std::chrono::duration<double>(duration).count());
    }
}

namespace detail {

template <class T>
inline constexpr bool has_repr = requires(const T& value) { repr(value); };
template <class T>
inline constexpr bool has_repr<std::optional<T>> = has_repr<T>;
template <class T>
inline constexpr bool has_repr<std::vector<T>> = has_repr<T>;
template <class... T>
inline constexpr bool has_repr<std::tuple<T...>> = (has_repr<T> && ...);
template <class T>
inline constexpr bool has_repr<Result<T>> = has_repr<T>;

template <class T>
inline constexpr bool is_list = false;
template <class T>
inline constexpr bool is_list<std::vector<T>> = true;

}  // namespace detail

/// Has Python a literal for such a value?
template <class T>
concept Representable = detail::has_repr<std::remove_cvref_t<T>>;

// All of them before any: they may contain each other.
template <Representable T>
std::string repr(const std::optional<T>& value);
template <Representable T>
std::string repr(const Result<T>& result);
template <Representable T>
std::string repr(const std::vector<T>& list);
template <Representable... T>
std::string repr(const std::tuple<T...>& tuple);

template <Representable T>
std::string repr(const std::optional<T>& value) {
    return value ? repr(*value) : "None";
}

template <Representable T>
std::string repr(const Result<T>& result) {
    return std::visit([](const auto& value) { return repr(value); }, result);
}

template <Representable T>
std::string repr(const std::vector<T>& list) {
    std::string text = "[";
    for (const T& item : list) {
        text += (text.size() > 1 ? ", " : "") + repr(item);
    }
    return text + "]";
}

template <Representable... T>
std::string repr(const std::tuple<T...>& tuple) {
    std::string text;
    std::apply(
        [&](const auto&... item) { ((text += (text.empty() ? "" : ", ") + repr(item)), ...); },
        tuple);
    return "(" + text + (sizeof...(T) == 1 ? ",)" : ")");
}

/// Python's str: as repr, but text stands for itself.
template <Representable T>
std::string str(const T& value) {
    if constexpr (std::convertible_to<const T&, std::string_view>) {
        return std::string(std::string_view(value));
    } else {
        return repr(value);
    }
}

namespace detail {

/// Of a label's arguments: a long one cut to 40 characters.
std::string cut(std::string text);
/// Add `item` to a list in brackets: after a comma, unless it is the first.
void append_item(std::string& list, const std::string& item);

/// Do all values of that type look alike in a label?
template <class T>
inline constexpr bool has_one_repr = !Representable<T> && !is_list<T>;

/// Are its values what their octets are, in a word at most? Whatever Python writes as a number.
template <class T>
inline constexpr bool is_number = std::is_arithmetic_v<T>;
template <class Rep, class Period>
inline constexpr bool is_number<std::chrono::duration<Rep, Period>> =
    std::is_arithmetic_v<Rep> && sizeof(Rep) <= 8;
template <>
inline constexpr bool is_number<long double> = false;

template <class T>
std::string repr_argument(const T& value) {
    if constexpr (Representable<T>) {
        return cut(repr(value));
    } else if constexpr (is_list<T>) {
        // Whatever a list is of, an empty one is the same literal.
        return value.empty() ? "[]" : "…";
    } else {
        return "…";
    }
}

}  // namespace detail

/// The reprs of a call's arguments, as they stand in a label: `2, 'tea'`. What Python has no
/// literal for is `…`; a long one is cut to 40 characters.
template <class... Args>
std::string repr_arguments(const Args&... args) {
    std::string text;
    (detail::append_item(text, detail::repr_argument<std::remove_cvref_t<Args>>(args)), ...);
    return text;
}

}  // namespace coroscope
