// The person's language, from the environment.
#pragma once

#include "viz/model/view.hpp"

namespace coroscope::viz {

/// Chinese where LC_ALL, else LC_MESSAGES, else LANG begins with `zh`; English otherwise.
Language language_of_locale();

}  // namespace coroscope::viz
