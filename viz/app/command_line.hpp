// The command line: `coroscope [LESSON]`, list, code and run.
#pragma once

namespace coroscope {

/// Do what the arguments say. The exit code: 0 well, 1 the program it ran failed, 2 usage. Errors
/// are one line on stderr.
int run_command_line(int argc, const char* const* argv);

}  // namespace coroscope
