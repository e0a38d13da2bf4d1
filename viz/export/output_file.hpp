// A file that is either written whole or not at all: it grows beside its place under another name
// and takes its place when it is finished.
//
// Invariant: unless `finish` returned, what lay there before lies there still, and nothing is left
// beside it.
#pragma once

#include <filesystem>
#include <fstream>
#include <string>

namespace coroscope::viz {

class OutputFile {
public:
    /// Opens it, so that a place where nothing can be written is known before the work. Throws
    /// ExportError.
    explicit OutputFile(const std::filesystem::path& place);
    OutputFile(const OutputFile&) = delete;
    OutputFile& operator=(const OutputFile&) = delete;
    ~OutputFile();

    [[nodiscard]] std::ostream& stream() { return stream_; }
    /// Where it grows: for libraries and programs that write by themselves.
    [[nodiscard]] const std::filesystem::path& beside() const { return beside_; }

    /// Puts it in its place. Throws ExportError, as on a full disk.
    void finish();

private:
    [[noreturn]] void fail(const std::string& reason) const;
    [[noreturn]] void fail(int error) const;

    std::filesystem::path asked_;  ///< as the person named it
    std::filesystem::path place_;
    std::filesystem::path beside_;
    std::ofstream stream_;
    bool finished_ = false;
};

}  // namespace coroscope::viz
