#include "viz/panels/captions.hpp"

#include <optional>

#include "viz/model/code_point.hpp"

namespace coroscope::viz {

namespace {

bool ends_sentence(unsigned c) {
    return c == '.' || c == '!' || c == '?' || c == 0x3002 || c == 0xFF01 || c == 0xFF1F;
}

// Where the sentence that begins at `begin` ends, with the blanks after it; nothing where it goes
// on in the next run. A full stop within a number or a name ends nothing.
std::optional<std::size_t> sentence_end(std::string_view text, std::size_t begin) {
    for (std::size_t i = begin; i < text.size();) {
        const CodePoint c = code_point_at(text, i);
        i += c.bytes;
        if (!ends_sentence(c.value)) continue;
        if (c.value >= 0x80) return i;
        if (i == text.size() || text[i] != ' ') continue;
        while (i < text.size() && text[i] == ' ') ++i;
        return i;
    }
    return std::nullopt;
}

// The sentences of a block: runs that belong together.
std::vector<std::vector<Run>> sentences_of(const Block& block) {
    std::vector<std::vector<Run>> sentences(1);
    for (const Run& run : block.runs) {
        for (std::size_t begin = 0; begin < run.text.size();) {
            // Only plain text ends a sentence: code has full stops of its own.
            const bool plain = run.style == RunStyle::plain;
            const auto last = plain ? sentence_end(run.text, begin) : std::nullopt;
            const std::size_t end = last.value_or(run.text.size());
            sentences.back().push_back({run.style, run.text.substr(begin, end - begin)});
            if (last) sentences.emplace_back();
            begin = end;
        }
    }
    if (sentences.back().empty()) sentences.pop_back();
    return sentences;
}

std::size_t width_of(const std::vector<Run>& runs) {
    std::size_t width = 0;
    for (const Run& run : runs) width += cells_of(run.text);
    return width;
}

}  // namespace

std::vector<Caption> captions_of(const std::vector<Block>& blocks, std::size_t width) {
    std::vector<Caption> captions;
    Caption page;
    for (const Block& block : blocks) {
        if (block.kind == BlockKind::heading) {
            if (block.level == 1) continue;  // the title stands in the top bar
            page.heading.clear();
            for (const Run& run : block.runs) page.heading += run.text;
            ++page.section;
            continue;
        }
        page.block = block;
        if (block.kind == BlockKind::code) {
            captions.push_back(page);
            continue;
        }
        page.block.runs.clear();
        for (const std::vector<Run>& sentence : sentences_of(block)) {
            if (!page.block.runs.empty() &&
                width_of(page.block.runs) + width_of(sentence) > width) {
                captions.push_back(page);
                page.block.runs.clear();
            }
            page.block.runs.insert(page.block.runs.end(), sentence.begin(), sentence.end());
        }
        captions.push_back(page);
    }
    return captions;
}

std::vector<Caption> captions_of(std::string_view markdown) {
    constexpr std::size_t strip_holds = 170;  // two lines of body type in the smallest window
    return captions_of(parse_markdown(markdown), strip_holds);
}

}  // namespace coroscope::viz
