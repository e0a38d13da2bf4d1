#include "viz/model/pyramid.hpp"

#include <utility>

namespace coroscope::viz {

void Pyramid::add_span(std::size_t state, std::uint64_t beats, std::int64_t ns) {
    if (open_.empty()) {
        open_.emplace_back();
    }
    Open& group = open_[0];
    if (state != most_states) {
        group.sums.beats[state] += beats;
        group.sums.ns[state] += ns;
    }
    if (++group.filled == fan_out) {
        close_group(0);
    }
}

void Pyramid::close_group(std::size_t level) {
    if (level == levels_.size()) {
        levels_.emplace_back();
        open_.emplace_back();
    }
    const StateSums group = std::exchange(open_[level], {}).sums;
    Level& at = levels_[level];
    Open& above = open_[level + 1];
    for (std::size_t state = 0; state < states_; ++state) {
        at.beats.push_back(static_cast<std::uint32_t>(group.beats[state]));
        at.ns.push_back(group.ns[state]);
        above.sums.beats[state] += group.beats[state];
        above.sums.ns[state] += group.ns[state];
    }
    if (++above.filled == fan_out) {
        close_group(level + 1);
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
    std::size_t bytes = levels_.capacity() * sizeof(Level) + open_.capacity() * sizeof(Open);
    for (const Level& level : levels_) {
        bytes += level.beats.capacity() * sizeof(level.beats[0]) +
                 level.ns.capacity() * sizeof(level.ns[0]);
    }
    return bytes;
}

void Pyramid::finish() {
    for (Level& level : levels_) {
        level.beats.shrink_to_fit();
        level.ns.shrink_to_fit();
    }
    levels_.shrink_to_fit();
    open_.clear();
    open_.shrink_to_fit();
}

}  // namespace coroscope::viz
