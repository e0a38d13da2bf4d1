// Paths as a person types them into the window.
//
// Thread rule: any thread.
#pragma once

#include <string>

namespace coroscope::viz {

/// The person's own folder; empty where it is not known.
std::string home_folder();

/// `~/` at the beginning is that folder, as in a shell.
std::string typed_path(const std::string& typed);

}  // namespace coroscope::viz
