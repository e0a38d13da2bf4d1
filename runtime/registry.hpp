// What a loop knows of without owning it, in the order of creation: its unfinished tasks and its
// unfinished futures. asyncio counterpart: tasks._all_tasks, a weak set; ours has an order.
#pragma once

#include <vector>

namespace coroscope {

/// T has the members `previous_` and `next_` for it, and befriends it.
template <class T>
class Registry {
public:
    void add(T& object) {
        object.previous_ = last_;
        object.next_ = nullptr;
        (last_ != nullptr ? last_->next_ : first_) = &object;
        last_ = &object;
    }
    /// Nothing happens if it is not in here.
    void remove(T& object) {
        if (object.previous_ == nullptr && first_ != &object) {
            return;
        }
        (object.previous_ != nullptr ? object.previous_->next_ : first_) = object.next_;
        (object.next_ != nullptr ? object.next_->previous_ : last_) = object.previous_;
        object.previous_ = nullptr;
        object.next_ = nullptr;
    }
    [[nodiscard]] T* first() const { return first_; }
    [[nodiscard]] std::vector<T*> list() const {
        std::vector<T*> objects;
        for (T* object = first_; object != nullptr; object = object->next_) {
            objects.push_back(object);
        }
        return objects;
    }

private:
    T* first_ = nullptr;
    T* last_ = nullptr;
};

}  // namespace coroscope
