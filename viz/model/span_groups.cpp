#include "viz/model/span_groups.hpp"

#include <cstring>

namespace coroscope::viz {

void SpanGroups::add(const Group& spans, const StateSums& until_now) {
    const auto [words, place] = store_->make(per_group + states_ + (states_ + 1) / 2);
    std::copy(spans.begin(), spans.end(), words);
    std::memcpy(words + per_group, until_now.ns.data(), states_ * sizeof(until_now.ns[0]));
    std::memcpy(words + per_group + states_, until_now.beats.data(),
                states_ * sizeof(until_now.beats[0]));
    places_.push_back(place);
    size_ += per_group;
}

void SpanGroups::finish(const Group& spans, std::size_t count) {
    if (count > 0) {
        const auto [words, place] = store_->make(count);
        std::copy_n(spans.begin(), count, words);
        places_.push_back(place);
        size_ += static_cast<std::uint32_t>(count);
    }
    places_.shrink_to_fit();
}

StateSums SpanGroups::sums_until(std::size_t group) const {
    StateSums sums;
    const std::uint64_t* words = store_->at(places_[group]) + per_group;
    std::memcpy(sums.ns.data(), words, states_ * sizeof(sums.ns[0]));
    std::memcpy(sums.beats.data(), words + states_, states_ * sizeof(sums.beats[0]));
    return sums;
}

void SpanGroups::add_groups(std::size_t from, std::size_t to, StateSums& sums) const {
    const StateSums before = from > 0 ? sums_until(from - 1) : StateSums{};
    const StateSums until = sums_until(to - 1);
    for (std::size_t state = 0; state < states_; ++state) {
        sums.beats[state] += until.beats[state] - before.beats[state];
        sums.ns[state] += until.ns[state] - before.ns[state];
    }
}

}  // namespace coroscope::viz
