// What a file that a person names is for us.
//
// Thread rule: any thread.
#pragma once

#include <cstdint>
#include <string>

namespace coroscope {

enum class FileKind : std::uint8_t { recording, script, scenario };

/// By its ending: .py, .scenario, .coro, .jsonl; another one by its first byte. What cannot be read
/// or is empty counts as a recording, whose reader says so.
FileKind kind_of_file(const std::string& file);

}  // namespace coroscope
