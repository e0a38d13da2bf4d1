// Brings files into the window on a thread of its own, so that this shows how far it is and can
// stop it: a recording is read, a Python program is run under CPython's recorder first.
//
// Thread rule: all of it from the window's thread; `wake` is called from the other one.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <thread>

#include "lessons/lessons.hpp"
#include "runtime/trace/reading.hpp"
#include "viz/panels/film.hpp"
#include "viz/panels/loading.hpp"

namespace coroscope::viz {

/// A file that has been read, at least in part.
struct Loaded {
    std::string file;  ///< as it was asked for
    std::shared_ptr<const Film> film;
    std::shared_ptr<const lessons::Program> listing;  ///< of the script that it is of, or none
    trace::ReadingResult result;
    std::string error;           ///< why nothing was read, or empty
    std::string killed_by;       ///< of a program: the signal that has ended it, or empty
    bool asked_in_vain = false;  ///< of a program: it wanted input
};

class Loader {
public:
    /// `wake` is called when there is something to take, and now and then while it works.
    explicit Loader(std::function<void()> wake) : wake_{std::move(wake)} {}
    Loader(const Loader&) = delete;
    Loader& operator=(const Loader&) = delete;
    /// What is on its way is given up.
    ~Loader();

    /// Brings this file, instead of any other.
    void ask(const std::string& file);
    /// Goes no further: what there is by now will be there to take. A program gets a Ctrl-C, and
    /// soon another, which ends also what does not yield; a second time kills it.
    void stop();
    /// Nobody wants it any more.
    void give_up();
    /// How far it is; nothing where nothing is on its way.
    [[nodiscard]] std::optional<Loading> progress() const;
    /// What has come, once.
    std::optional<Loaded> take();

private:
    struct Shared;
    class Work;

    std::function<void()> wake_;
    std::shared_ptr<Shared> shared_;
    std::thread thread_;
};

}  // namespace coroscope::viz
