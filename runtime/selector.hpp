// Which descriptors a loop watches, and which of them are ready.
//
// asyncio counterpart: selectors.EpollSelector with the (reader, writer) pairs that
// BaseSelectorEventLoop keeps in it. It makes the same system calls in the same order, so that the
// kernel reports what is ready in the same order too. Thread rule: the loop's own thread.
#pragma once

#include <unordered_map>
#include <vector>

#include <sys/epoll.h>

#include "runtime/io_handle.hpp"

namespace coroscope {

class Selector {
public:
    Selector() = default;
    Selector(const Selector&) = delete;
    Selector& operator=(const Selector&) = delete;
    ~Selector();

    /// What is watched for: that reading, or writing, would not block.
    enum class Interest : std::uint8_t { read = 1, write = 2 };

    /// loop.add_reader and add_writer: the handle in place of the one that was there, which is
    /// cancelled. Throws OSError for what cannot be watched.
    void add(int fd, Interest interest, Ref<IoHandle> handle);
    /// loop.remove_reader and remove_writer: was there a handle? It is cancelled.
    bool remove(int fd, Interest interest);
    /// Let go of all handles, and of the system's own selector.
    void close();

    /// Ask for all that is ready now: of how many descriptors?
    std::size_t poll();
    /// The handles of what the last poll told of, in the order in which the kernel says so. They
    /// are given away.
    [[nodiscard]] std::vector<Ref<IoHandle>>& ready() { return ready_; }

    [[nodiscard]] bool is_watching() const { return !watched_.empty(); }
    /// A descriptor that is readable while any of the watched ones is ready; -1 where none is
    /// watched.
    [[nodiscard]] int fileno() const { return watched_.empty() ? -1 : epoll_; }
    /// Does somebody wait until a connection can be written to whose last octets are still on
    /// their way to the other end, or its answer on its way back?
    [[nodiscard]] bool has_octets_in_flight() const;
    /// Does anybody wait until something can be written?
    [[nodiscard]] bool has_writers() const;
    /// Is there a handle whose descriptor such a peer makes ready?
    [[nodiscard]] bool watches(IoHandle::Peer peer) const;

private:
    struct Watched {
        std::uint8_t interests = 0;
        Ref<IoHandle> reader;
        Ref<IoHandle> writer;
    };
    void control(int operation, int fd, std::uint8_t interests);

    int epoll_ = -1;  // made when the first descriptor comes
    std::unordered_map<int, Watched> watched_;
    std::vector<epoll_event> events_;  // room for one of each
    std::vector<Ref<IoHandle>> ready_;
};

}  // namespace coroscope
