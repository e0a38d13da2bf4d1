// The app is a program, not a library that a test could link: its one pure part is compiled here.
#include "viz/app/text_timeline.cpp"  // NOLINT(bugprone-suspicious-include)
