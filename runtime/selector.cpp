#include "runtime/selector.hpp"

#include <algorithm>
#include <cerrno>

#include <sys/epoll.h>
#include <unistd.h>

#include "runtime/exceptions.hpp"
#include "runtime/socket.hpp"

namespace coroscope {
namespace {

constexpr std::uint8_t bit_of(Selector::Interest interest) {
    return static_cast<std::uint8_t>(interest);
}
constexpr std::uint8_t reads = bit_of(Selector::Interest::read);
constexpr std::uint8_t writes = bit_of(Selector::Interest::write);

}  // namespace

Selector::~Selector() { close(); }

void Selector::close() {
    // Taken out first: what goes with a handle may look in here.
    const auto watched = std::exchange(watched_, {});
    const auto ready = std::exchange(ready_, {});
    if (epoll_ >= 0) {
        ::close(std::exchange(epoll_, -1));
    }
}

void Selector::control(int operation, int fd, std::uint8_t interests) {
    epoll_event event{};
    event.events =
        ((interests & reads) != 0 ? EPOLLIN : 0u) | ((interests & writes) != 0 ? EPOLLOUT : 0u);
    event.data.fd = fd;
    // A descriptor that was closed before it was removed has left the kernel's list by itself.
    if (epoll_ctl(epoll_, operation, fd, &event) != 0 && operation != EPOLL_CTL_DEL) {
        throw_os_error(errno);
    }
}

void Selector::add(int fd, Interest interest, Ref<IoHandle> handle) {
    if (epoll_ < 0) {
        epoll_ = epoll_create1(EPOLL_CLOEXEC);
    }
    if (epoll_ < 0) {
        throw_os_error(errno);
    }
    const auto found = watched_.find(fd);
    const std::uint8_t before = found != watched_.end() ? found->second.interests : 0;
    const std::uint8_t after = before | bit_of(interest);
    control(before == 0 ? EPOLL_CTL_ADD : EPOLL_CTL_MOD, fd, after);
    Watched& watched = found != watched_.end() ? found->second : watched_[fd];
    watched.interests = after;
    Ref<IoHandle>& place = interest == Interest::read ? watched.reader : watched.writer;
    if (const Ref<IoHandle> former = std::exchange(place, std::move(handle))) {
        former->cancel();
    }
}

bool Selector::remove(int fd, Interest interest) {
    const auto found = watched_.find(fd);
    if (found == watched_.end()) {
        return false;
    }
    Watched& watched = found->second;
    Ref<IoHandle>& place = interest == Interest::read ? watched.reader : watched.writer;
    const Ref<IoHandle> former = std::exchange(place, nullptr);
    watched.interests &= static_cast<std::uint8_t>(~bit_of(interest));
    const std::uint8_t left = watched.interests;
    if (left == 0) {
        watched_.erase(found);
    }
    control(left == 0 ? EPOLL_CTL_DEL : EPOLL_CTL_MOD, fd, left);
    if (former) {
        former->cancel();
    }
    return static_cast<bool>(former);
}

bool Selector::watches(IoHandle::Peer peer) const {
    const auto is_of = [&](const Ref<IoHandle>& handle) {
        return handle && handle->peer() == peer;
    };
    return std::ranges::any_of(watched_, [&](const auto& item) {
        return is_of(item.second.reader) || is_of(item.second.writer);
    });
}

bool Selector::has_writers() const {
    return std::ranges::any_of(watched_, [](const auto& item) { return bool{item.second.writer}; });
}

bool Selector::has_octets_in_flight() const {
    return std::ranges::any_of(watched_, [](const auto& item) {
        return item.second.writer && detail::has_unacknowledged_octets(item.first);
    });
}

std::size_t Selector::poll() {
    ready_.clear();
    if (watched_.empty()) {
        return 0;
    }
    if (events_.size() < watched_.size()) {
        events_.resize(watched_.size());
    }
    std::size_t descriptors = 0;
    const int count = epoll_wait(epoll_, events_.data(), static_cast<int>(watched_.size()), 0);
    for (int i = 0; i < count; ++i) {
        const epoll_event& event = events_[static_cast<std::size_t>(i)];
        const auto found = watched_.find(event.data.fd);
        if (found == watched_.end()) {
            continue;
        }
        // An error or a hang-up is told to whoever is there to hear of it.
        const bool readable = (event.events & ~static_cast<std::uint32_t>(EPOLLOUT)) != 0;
        const bool writable = (event.events & ~static_cast<std::uint32_t>(EPOLLIN)) != 0;
        ++descriptors;
        if (readable && found->second.reader) {
            ready_.push_back(found->second.reader);
        }
        if (writable && found->second.writer) {
            ready_.push_back(found->second.writer);
        }
    }
    return descriptors;
}

}  // namespace coroscope
