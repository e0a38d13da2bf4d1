// Reads recordings on a thread of its own, so that the window shows how far it is and can stop it.
//
// Thread rule: all of it from the window's thread; `wake` is called from the other one.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <thread>

#include "runtime/trace/reading.hpp"
#include "viz/panels/film.hpp"

namespace coroscope::viz {

/// A file that has been read, at least in part.
struct Loaded {
    std::string file;
    std::shared_ptr<const Film> film;
    trace::ReadingResult result;
    std::string error;  ///< why nothing was read, or empty
};

class Loader {
public:
    /// `wake` is called when there is something to take, and now and then while it reads.
    explicit Loader(std::function<void()> wake) : wake_{std::move(wake)} {}
    Loader(const Loader&) = delete;
    Loader& operator=(const Loader&) = delete;
    /// What is being read is given up.
    ~Loader();

    /// Reads this file, instead of any other.
    void ask(const std::string& file);
    /// Reads no further: what there is by now will be there to take.
    void stop();
    /// How much is read, 0 … 1; nothing where nothing is being read.
    [[nodiscard]] std::optional<double> progress() const;
    /// What has been read, once.
    std::optional<Loaded> take();

private:
    struct Shared;
    static void read(const std::shared_ptr<Shared>& shared, const std::string& file);
    void give_up();

    std::function<void()> wake_;
    std::shared_ptr<Shared> shared_;
    std::thread thread_;
};

}  // namespace coroscope::viz
