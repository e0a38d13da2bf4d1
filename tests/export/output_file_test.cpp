#include "viz/export/output_file.hpp"

#include <sstream>

#include <doctest/doctest.h>
#include <unistd.h>

#include "viz/export/format.hpp"
#include "viz/export/watch.hpp"

namespace coroscope::viz {

namespace fs = std::filesystem;

namespace {

// A folder of its own, gone afterwards.
struct Folder {
    fs::path path = fs::temp_directory_path() / ("coroscope-output-" + std::to_string(getpid()));
    Folder() { fs::create_directories(path); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    ~Folder() { fs::remove_all(path); }
    [[nodiscard]] long files() const {
        return std::distance(fs::directory_iterator{path}, fs::directory_iterator{});
    }
};

std::string content(const fs::path& file) {
    std::ostringstream text;
    text << std::ifstream{file}.rdbuf();
    return text.str();
}

void write(const fs::path& file, const std::string& text) { std::ofstream{file} << text; }

}  // namespace

TEST_CASE("a file that is not finished leaves what was there, and nothing beside it") {
    const Folder folder;
    const fs::path file = folder.path / "a.txt";
    write(file, "before");
    {
        OutputFile output{file};
        output.stream() << "half";
        CHECK(content(file) == "before");
    }
    CHECK(content(file) == "before");
    CHECK(folder.files() == 1);
}

TEST_CASE("a finished file is there whole, also through a link, which stays one") {
    const Folder folder;
    const fs::path file = folder.path / "a.txt";
    const fs::path link = folder.path / "link.txt";
    write(file, "before");
    fs::create_symlink(file, link);
    OutputFile output{link};
    output.stream() << "whole";
    output.finish();
    CHECK(content(file) == "whole");
    CHECK(fs::is_symlink(link));
    CHECK(folder.files() == 2);
}

TEST_CASE("a place where nothing can be written is named before the work") {
    const Folder folder;
    CHECK_THROWS_AS(OutputFile{folder.path / "nowhere" / "a.txt"}, ExportError);
    CHECK_THROWS_AS(OutputFile{folder.path}, ExportError);
    CHECK_THROWS_AS(OutputFile{"/dev/full"}, ExportError);
    CHECK(folder.files() == 0);
}

TEST_CASE("every ending means one format, in capitals too; another is answered with the list") {
    for (const FormatInfo& info : all_formats()) {
        CHECK(format_of("x.y" + std::string{info.ending}) == info.format);
        CHECK(ending_of(info.format) == info.ending);
    }
    CHECK(format_of("A.PNG") == ExportFormat::png);
    for (const char* name : {"a.bmp", "a", "png", ".png"}) {
        std::string said;
        try {
            format_of(name);
        } catch (const ExportError& error) {
            said = error.what();
        }
        for (const FormatInfo& info : all_formats()) {
            CHECK(said.find(info.ending) != std::string::npos);
        }
    }
}

}  // namespace coroscope::viz
