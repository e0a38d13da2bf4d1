// The app without its window, so that tests can drive it: viz/app is otherwise only an executable.
#include "viz/app/app.cpp"
#include "viz/app/execute.cpp"
#include "viz/app/runner.cpp"
#include "viz/app/settings.cpp"
