#include "viz/model/circle.hpp"

#include <doctest/doctest.h>

using namespace coroscope::viz;

namespace {

// A world whose tasks wait for each other: the first one for `awaited[0]`, and so on; 0: for none.
World waiting(const std::vector<TaskId>& awaited, LoopId loop = 1) {
    World world;
    for (const TaskId other : awaited) {
        const auto id = static_cast<TaskId>(world.tasks.size());
        world.tasks.push_back({.id = id, .loop = loop, .state = TaskState::waiting});
        if (other != 0) {
            world.tasks.back().awaits = Party::task(other);
        }
    }
    return world;
}

}  // namespace

TEST_CASE("a way into a circle is no part of it, and it begins with its smallest task") {
    CHECK(circle_in(waiting({3, 3, 2}), 1) == std::vector<TaskId>{2, 3});
    CHECK(circle_in(waiting({4, 3, 4, 2}), 1) == std::vector<TaskId>{2, 3, 4});
    CHECK(circle_in(waiting({2, 3, 0}), 1).empty());
}

TEST_CASE("of two circles that with the smallest task is told, whichever is met first") {
    CHECK(circle_in(waiting({5, 3, 2, 5, 4}), 1) == std::vector<TaskId>{2, 3});
}

TEST_CASE("the circles of another loop are not looked at") {
    CHECK(circle_in(waiting({2, 1}, 1), 2).empty());
}
