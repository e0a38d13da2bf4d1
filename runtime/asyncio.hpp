// All that a lesson's program includes: asyncio's names, and print and time.sleep beside them.
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "runtime/as_completed.hpp"
#include "runtime/async_with.hpp"
#include "runtime/barrier.hpp"
#include "runtime/callback.hpp"
#include "runtime/condition.hpp"
#include "runtime/coro.hpp"
#include "runtime/event.hpp"
#include "runtime/event_loop.hpp"
#include "runtime/exception_group.hpp"
#include "runtime/exceptions.hpp"
#include "runtime/executor.hpp"
#include "runtime/future.hpp"
#include "runtime/gather.hpp"
#include "runtime/lock.hpp"
#include "runtime/print.hpp"
#include "runtime/queue.hpp"
#include "runtime/runner.hpp"
#include "runtime/semaphore.hpp"
#include "runtime/shield.hpp"
#include "runtime/sleep.hpp"
#include "runtime/streams.hpp"
#include "runtime/task.hpp"
#include "runtime/task_group.hpp"
#include "runtime/thread.hpp"
#include "runtime/threadsafe.hpp"
#include "runtime/timeout.hpp"
#include "runtime/try_finally.hpp"
#include "runtime/wait.hpp"
#include "runtime/wait_for.hpp"
