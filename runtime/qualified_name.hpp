// What Python calls a coroutine function, its `__qualname__`, out of what the compiler calls ours.
//
// Thread rule: pure functions, callable from any thread.
#pragma once

#include <string>
#include <string_view>

namespace coroscope::detail {

/// A function of the program's: `Client.fetch` of `Coro<int> lesson::Client::fetch(int)`. Types
/// begin with a capital letter, namespaces do not.
std::string qualified_name(std::string_view signature);

/// A function of ours by the name that asyncio's has: `Queue.put` of `QueueState<T>::put`.
std::string name_in_asyncio(std::string_view signature);

}  // namespace coroscope::detail
