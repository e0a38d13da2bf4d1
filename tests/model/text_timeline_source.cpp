// These tests link the model alone; the app's two pure files come along as they are.
#include "viz/app/terminal_text.cpp"  // NOLINT(bugprone-suspicious-include)
#include "viz/app/text_timeline.cpp"  // NOLINT(bugprone-suspicious-include)
