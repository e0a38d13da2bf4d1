#include "viz/model/queues.hpp"

#include <algorithm>
#include <random>
#include <vector>

#include <doctest/doctest.h>

using namespace coroscope;
using namespace coroscope::viz;
using trace::Party;

namespace {

std::vector<std::uint32_t> numbers(const HandleList& list) {
    std::vector<std::uint32_t> result;
    for (const Handle& handle : list) {
        result.push_back(handle.number);
    }
    return result;
}

}  // namespace

TEST_CASE("a ready queue keeps its order when its front and its middle leave") {
    ReadyQueue queue{Party::task(1), Party::handle(1), Party::task(2), Party::task(3)};
    CHECK(queue.remove(Party::task(1)));
    CHECK(queue.remove(Party::task(2)));
    CHECK_FALSE(queue.remove(Party::task(2)));
    CHECK(queue == ReadyQueue{Party::handle(1), Party::task(3)});
    CHECK(queue.size() == 2);
    CHECK(queue.front() == Party::handle(1));
    CHECK(queue.back() == Party::task(3));
    CHECK(queue[1] == Party::task(3));
}

TEST_CASE("two ready queues are equal when the same things wait, however they came there") {
    ReadyQueue queue;
    for (std::uint32_t task = 1; task <= 200; ++task) {
        queue.push_back(Party::task(task));
    }
    for (std::uint32_t task = 1; task < 200; ++task) {
        CHECK(queue.remove(Party::task(task)));
    }
    CHECK(queue == ReadyQueue{Party::task(200)});
    queue.clear();
    CHECK(queue.empty());
    CHECK(queue == ReadyQueue{});
}

TEST_CASE("a handle list does what a vector searched from the front does") {
    for (const bool ascending : {true, false}) {
        std::mt19937 random{7};
        HandleList list;
        std::vector<std::uint32_t> model;
        std::uint32_t next = 0;
        for (int turn = 0; turn < 2000; ++turn) {
            if (random() % 5 < 3) {
                const std::uint32_t number = ascending ? ++next : (++next * 7919) % 10007;
                list.push_back({number, 0, no_time, 0});
                model.push_back(number);
            } else {
                const std::uint32_t number =
                    model.empty() || random() % 4 == 0 ? 20000 : model[random() % model.size()];
                const auto found = std::find(model.begin(), model.end(), number);
                CHECK((list.find(number) != nullptr) == (found != model.end()));
                CHECK(list.take(number).has_value() == (found != model.end()));
                if (found != model.end()) {
                    model.erase(found);
                }
            }
            REQUIRE(list.size() == model.size());
            if (turn % 50 == 0) {
                REQUIRE(numbers(list) == model);
            }
        }
        CHECK(numbers(list) == model);
    }
}

TEST_CASE("handle lists are equal when they hold the same, with or without gaps") {
    HandleList list{{1, 0, 10, 0}, {2, 0, 20, 0}, {3, 0, 30, 0}};
    list.take(2);
    CHECK(list == HandleList{{1, 0, 10, 0}, {3, 0, 30, 0}});
    CHECK(list.find(3)->deadline == 30);
    CHECK(list.find(2) == nullptr);
    CHECK_FALSE(list == HandleList{{1, 0, 10, 0}, {3, 0, 31, 0}});
}
