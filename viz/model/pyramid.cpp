#include "viz/model/pyramid.hpp"

#include <utility>

namespace coroscope::viz {

void Pyramid::add_group(const StateSums& sums) {
    StateSums group = sums;
    for (std::size_t level = 0;; ++level) {
        if (level == levels_.size()) {
            levels_.emplace_back();
        }
        Level& at = levels_[level];
        for (std::size_t state = 0; state < states_; ++state) {
            at.beats.push_back(static_cast<std::uint32_t>(group.beats[state]));
            at.ns.push_back(group.ns[state]);
            at.open.beats[state] += group.beats[state];
            at.open.ns[state] += group.ns[state];
        }
        if (++at.filled < fan_out) {
            return;
        }
        group = std::exchange(at.open, {});
        at.filled = 0;
    }
}

void Pyramid::add_node(std::size_t level, std::size_t node, StateSums& sums) const {
    const Level& below = levels_[level - 1];
    for (std::size_t state = 0; state < states_; ++state) {
        sums.beats[state] += below.beats[node * states_ + state];
        sums.ns[state] += below.ns[node * states_ + state];
    }
}

std::size_t Pyramid::bytes() const {
    std::size_t bytes = levels_.capacity() * sizeof(Level);
    for (const Level& level : levels_) {
        bytes += level.beats.capacity() * sizeof(level.beats[0]) +
                 level.ns.capacity() * sizeof(level.ns[0]);
    }
    return bytes;
}

void Pyramid::shrink() {
    for (Level& level : levels_) {
        level.beats.shrink_to_fit();
        level.ns.shrink_to_fit();
    }
    levels_.shrink_to_fit();
}

}  // namespace coroscope::viz
