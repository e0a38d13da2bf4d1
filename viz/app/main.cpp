#include "viz/app/command_line.hpp"

int main(int argc, char** argv) { return coroscope::run_command_line(argc, argv); }
