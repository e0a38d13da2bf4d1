#include "viz/app/locale.hpp"

#include <cstdlib>
#include <string_view>

namespace coroscope::viz {

Language language_of_locale() {
    for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
        // An empty variable counts as unset, as POSIX says.
        if (const char* value = std::getenv(name); value != nullptr && *value != '\0') {
            return std::string_view{value}.starts_with("zh") ? Language::chinese
                                                             : Language::english;
        }
    }
    return Language::english;
}

}  // namespace coroscope::viz
