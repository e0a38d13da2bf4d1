#include "runtime/trace/buffer.hpp"

#include <algorithm>
#include <cstdlib>
#include <iterator>
#include <new>

#include <sys/mman.h>

namespace coroscope::trace {
namespace {

constexpr std::size_t chunk_size = std::tuple_size_v<WordChunk>;
// As large as a huge page, which the system is asked for: touching memory is what costs most.
constexpr std::size_t slab_size = std::size_t{2} << 20;

/// Chunks that no buffer has; never given back to the system.
class FreeChunks {
public:
    WordChunk* take() {
        const std::scoped_lock lock{mutex_};
        if (free_.empty()) {
            add_slab();
        }
        WordChunk* chunk = free_.back();
        free_.pop_back();
        return chunk;
    }
    void give(const std::vector<WordChunk*>& chunks) {
        const std::scoped_lock lock{mutex_};
        // Turned round, so that they are filled in the same order again.
        free_.insert(free_.end(), chunks.rbegin(), chunks.rend());
    }

private:
    void add_slab() {
        void* slab = std::aligned_alloc(slab_size, slab_size);
        if (slab == nullptr) {
            throw std::bad_alloc{};
        }
        madvise(slab, slab_size, MADV_HUGEPAGE);
        for (std::size_t i = slab_size / sizeof(WordChunk); i > 0; --i) {
            free_.push_back(static_cast<WordChunk*>(slab) + i - 1);
        }
    }

    std::mutex mutex_;
    std::vector<WordChunk*> free_;
};

// Never destroyed: static objects may hold buffers.
FreeChunks& free_chunks() {
    static auto* const only = new FreeChunks;
    return *only;
}

}  // namespace

Buffer::~Buffer() {
    std::vector<WordChunk*> chunks;
    std::ranges::transform(chunks_, std::back_inserter(chunks), &Filled::chunk);
    free_chunks().give(chunks);
}

void Buffer::add_chunk() {
    const std::scoped_lock lock{mutex_};
    if (!chunks_.empty()) {
        chunks_.back().end = next();
    }
    WordChunk* const chunk = free_chunks().take();
    chunks_.push_back({chunk, nullptr});
    end_ = chunk->data() + chunk->size();
    next_ = chunk->data();
    find_pause();
}

// Those of that chunk that are whole.
std::span<const journal::Word> Buffer::words(std::size_t chunk) const {
    const bool is_last = chunk + 1 == chunks_.size();
    return {chunks_[chunk].chunk->data(),
            is_last ? next_.load(std::memory_order_acquire) : chunks_[chunk].end};
}

Buffer::Counted Buffer::count() const {
    Counted counted = counted_;
    for (; counted.chunk < chunks_.size(); ++counted.chunk, counted.word = 0) {
        counted.events += journal::count(words(counted.chunk).subspan(counted.word));
    }
    --counted.chunk;
    counted.word = words(counted.chunk).size();
    return counted;
}

// How many events are left until the limit, at least.
std::size_t Buffer::left() const {
    const std::size_t words_since = (chunks_.size() - 1 - counted_.chunk) * chunk_size +
                                    words(chunks_.size() - 1).size() - counted_.word;
    return limit_ - std::min(limit_, counted_.events + journal::most_of_word * words_since);
}

// No entry that begins before that place reaches the limit.
void Buffer::find_pause() {
    if (is_watched_ || left() <= journal::most_of_entry) {
        counted_ = count();
    }
    auto room = static_cast<std::size_t>(end_ - next() - (journal::longest - 1));
    if (is_watched_) {
        room = 0;
    } else if (!has_reached_limit()) {
        const std::size_t last_entry = std::min(left(), journal::most_of_entry);
        room = std::min(room,
                        (left() - last_entry + journal::most_of_word - 1) / journal::most_of_word);
    }
    pause_ = next() + room;
}

void Buffer::go_on() {
    if (end_ - next() < journal::longest) {
        add_chunk();
    } else {
        find_pause();
    }
}

void Buffer::read_on(Progress& progress, std::vector<Event>& events, const TickClock* ticks) const {
    const std::scoped_lock lock{mutex_};
    progress.now.ticks = ticks;
    const std::size_t last = sealed_ ? sealed_->chunk : chunks_.size() - 1;
    for (;; ++progress.chunk, progress.word = 0) {
        auto its_words = words(progress.chunk);
        if (sealed_ && progress.chunk == last) {
            its_words = {its_words.data(), sealed_->end};
        }
        journal::read(its_words.subspan(progress.word), progress.now, events);
        progress.word = its_words.size();
        if (progress.chunk == last) {
            return;
        }
    }
}

}  // namespace coroscope::trace
