#include "viz/model/pyramid.hpp"

#include <utility>

namespace coroscope::viz {

void Pyramid::add_span(std::size_t state, std::uint64_t beats, std::int64_t ns) {
    if (open_.empty()) {
        open_.resize(states_);
    }
    if (state != most_states) {
        open_[state].beats += beats;
        open_[state].ns += ns;
    }
    ++spans_;
    std::size_t groups = spans_;
    for (std::size_t level = 0; groups % fan_out == 0; ++level) {
        close_group(level);
        groups /= fan_out;
    }
}

void Pyramid::close_group(std::size_t level) {
    if (level == levels_.size()) {
        levels_.emplace_back();
        open_.resize(open_.size() + states_);
    }
    Level& at = levels_[level];
    Sum* group = &open_[level * states_];
    Sum* above = group + states_;
    for (std::size_t state = 0; state < states_; ++state) {
        const Sum sum = std::exchange(group[state], {});
        at.beats.push_back(static_cast<std::uint32_t>(sum.beats));
        at.ns.push_back(sum.ns);
        above[state].beats += sum.beats;
        above[state].ns += sum.ns;
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
    std::size_t bytes = levels_.capacity() * sizeof(Level) + open_.capacity() * sizeof(Sum);
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
