// A set of ids that is filled and emptied over and over: each of both takes constant time, however
// many there are.
//
// Invariant: `begin` … `end` are the ids in the order in which they were first added.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace coroscope::viz {

template <class Id>
class IdSet {
public:
    void add(Id id) {
        if (id >= has_.size()) {
            has_.resize(std::size_t{id} + 1, 0);
        }
        if (has_[id] == 0) {
            has_[id] = 1;
            ids_.push_back(id);
        }
    }
    /// Takes all of them out.
    void clear() {
        for (const Id id : ids_) {
            has_[id] = 0;
        }
        ids_.clear();
    }
    [[nodiscard]] auto begin() const { return ids_.begin(); }
    [[nodiscard]] auto end() const { return ids_.end(); }

private:
    std::vector<Id> ids_;
    std::vector<std::uint8_t> has_;  // by id
};

}  // namespace coroscope::viz
