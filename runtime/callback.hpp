// Callbacks that know their name: what functools.partial is to asyncio, and how a callable is
// labelled in recordings.
#pragma once

#include <concepts>
#include <cstdint>
#include <functional>
#include <source_location>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>

#include "runtime/repr.hpp"
#include "runtime/trace/writer.hpp"

namespace coroscope {

namespace detail {

/// The plain name in what a compiler calls a function: `work` of `Coro<int> lesson::work(int)`.
std::string_view plain_name(std::string_view signature);

template <auto function>
std::string_view name_of() {
    return plain_name(__PRETTY_FUNCTION__);
}

/// The class that a member belongs to.
template <class Member>
struct ClassOf;
template <class Member, class Class>
struct ClassOf<Member Class::*> {
    using type = Class;
};

/// Is the class the library's own, and not one of a lesson or of another program?
template <class Class>
constexpr bool is_of_library() {
    std::string_view name{__PRETTY_FUNCTION__};  // `… [with Class = coroscope::EventLoop]`
    name = name.substr(name.find("Class = ") + std::string_view{"Class = "}.size());
    name = name.substr(0, name.find('<'));
    return name.starts_with("coroscope::") && !name.starts_with("coroscope::lessons::") &&
           name.find("anonymous") == std::string_view::npos;
}

/// Does the function belong to a class of the library's?
template <class Function>
constexpr bool is_library_method() {
    if constexpr (std::is_member_function_pointer_v<Function>) {
        return is_of_library<typename ClassOf<Function>::type>();
    } else {
        return false;
    }
}

/// The arguments but the first, which a bound method does not show: it is whose method it is.
template <class Self, class... Rest>
std::string repr_but_first(const Self&, const Rest&... rest) {
    return repr_arguments(rest...);
}

}  // namespace detail

/// The line at which the program defines the function, where it has said so, else 0: C++ does not
/// know. Whoever compiles a listing says it, so that recordings name the line that CPython's would.
template <auto function>
inline constexpr std::uint_least32_t line_of_definition = 0;

/// functools.partial: `function` with its first arguments bound. The function is a template
/// argument, so its name is known: `task.add_done_callback(partial<callback>(7))`. Python's bound
/// method `loop.stop` is `partial<&EventLoop::stop>(&loop)`.
template <auto function, class... Bound>
class Partial {
public:
    explicit Partial(Bound... bound) : bound_{std::move(bound)...} {}

    template <class... Rest>
    decltype(auto) operator()(Rest&&... rest) const {
        return call(std::index_sequence_for<Bound...>{}, std::forward<Rest>(rest)...);
    }
    /// The function's own name.
    [[nodiscard]] static std::string name() { return std::string(detail::name_of<function>()); }
    /// As recordings label it: `callback(7)`; without arguments the bare `callback`.
    [[nodiscard]] std::string label() const {
        if constexpr (is_of_library || sizeof...(Bound) <= (is_method ? 1 : 0)) {
            return name();
        } else if constexpr (is_method) {
            return name() + "(" + std::apply(detail::repr_but_first<Bound...>, bound_) + ")";
        } else {
            return name() + "(" + std::apply(repr_arguments<Bound...>, bound_) + ")";
        }
    }
    friend bool operator==(const Partial&, const Partial&) = default;

    static constexpr std::uint_least32_t defined_at = line_of_definition<function>;
    /// A bound method of the library's, as `loop.stop`: its label is the bare name. One of the
    /// program's own is labelled as a function is, without the object.
    static constexpr bool is_of_library = detail::is_library_method<decltype(function)>();

private:
    static constexpr bool is_method = std::is_member_function_pointer_v<decltype(function)>;

    template <std::size_t... index, class... Rest>
    decltype(auto) call(std::index_sequence<index...>, Rest&&... rest) const {
        if constexpr (std::is_invocable_v<decltype(function), const Bound&..., Rest...>) {
            return std::invoke(function, std::get<index>(bound_)..., std::forward<Rest>(rest)...);
        } else {
            // A pointer to a member has no default arguments: the place is nowhere.
            return std::invoke(function, std::get<index>(bound_)..., std::forward<Rest>(rest)...,
                               std::source_location{});
        }
    }

    std::tuple<Bound...> bound_;
};

template <auto function, class... Bound>
Partial<function, std::decay_t<Bound>...> partial(Bound&&... bound) {
    return Partial<function, std::decay_t<Bound>...>{std::forward<Bound>(bound)...};
}

/// What recordings call a callable: its own label, or Python's word for a nameless function.
template <class Callback>
std::string callback_label(const Callback& callback) {
    if constexpr (requires {
                      { callback.label() } -> std::convertible_to<std::string>;
                  }) {
        return callback.label();
    } else {
        return "<lambda>";
    }
}

/// A callable's __name__: its own, or Python's word for a nameless function.
template <class Callback>
std::string callback_name(const Callback& callback) {
    if constexpr (requires {
                      { callback.name() } -> std::convertible_to<std::string>;
                  }) {
        return callback.name();
    } else {
        return "<lambda>";
    }
}

/// The label's number in the present recording, 0 where nothing records.
template <class Callback>
trace::StringId label_id(const Callback& callback) {
    trace::Writer* trace = trace::writer();
    if (trace == nullptr) {
        return 0;
    }
    if constexpr (requires { Callback::word; }) {
        return id_of(Callback::word);
    } else if constexpr (!requires { callback.label(); }) {
        return id_of(trace::Word::lambda);
    } else {
        return trace->intern(callback.label());
    }
}

/// The place's number in the present recording; 0 in the runtime's own files, or when not
/// recording.
inline trace::SiteId site_id(const std::source_location& where) {
    trace::Writer* trace = trace::writer();
    return trace != nullptr ? trace->site(where) : 0;
}

/// The same of the place at which a callback begins, which is handed over at `where`, in the file
/// that defines it: that of its definition. A lambda is defined where it is handed over, and of
/// others that place has to do where theirs is not known. The library's own have none.
template <class Callback>
trace::SiteId site_of_begin(const std::source_location& where) {
    if constexpr (requires { requires Callback::is_of_library; }) {
        return 0;
    }
    if constexpr (requires { Callback::defined_at; }) {
        trace::Writer* trace = trace::writer();
        if (Callback::defined_at != 0 && trace != nullptr) {
            return trace->site(where.file_name(), Callback::defined_at);
        }
    }
    return site_id(where);
}

}  // namespace coroscope
