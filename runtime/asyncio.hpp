// All that a lesson's program includes: asyncio's names, and print and time.sleep beside them.
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "runtime/callback.hpp"
#include "runtime/coro.hpp"
#include "runtime/event_loop.hpp"
#include "runtime/exceptions.hpp"
#include "runtime/future.hpp"
#include "runtime/gather.hpp"
#include "runtime/print.hpp"
#include "runtime/runner.hpp"
#include "runtime/sleep.hpp"
#include "runtime/task.hpp"
#include "runtime/wait.hpp"
