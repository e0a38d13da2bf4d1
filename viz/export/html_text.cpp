#include "viz/export/html_text.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "viz/export/svg_text.hpp"
#include "viz/model/names.hpp"
#include "viz/model/phrases.hpp"
#include "viz/panels/markdown.hpp"

namespace coroscope::viz::html {

namespace {

using svg::escaped;

std::string inline_html(const std::vector<Run>& runs) {
    std::string text;
    for (const Run& run : runs) {
        switch (run.style) {
            case RunStyle::plain:
                text += escaped(run.text);
                break;
            case RunStyle::bold:
                text += "<b>" + escaped(run.text) + "</b>";
                break;
            case RunStyle::emphasis:
                text += "<em>" + escaped(run.text) + "</em>";
                break;
            case RunStyle::code:
                text += "<code>" + escaped(run.text) + "</code>";
                break;
        }
    }
    return text;
}

std::string block_html(const Block& block) {
    const std::string text = inline_html(block.runs);
    switch (block.kind) {
        case BlockKind::heading: {
            const int level = std::min(6, block.level + 1);
            return fmt::format("<h{0}>{1}</h{0}>\n", level, text);
        }
        case BlockKind::paragraph:
            return fmt::format("<p>{}</p>\n", text);
        case BlockKind::item:
            return block.number > 0 ? fmt::format("<li value=\"{}\">{}</li>\n", block.number, text)
                                    : fmt::format("<li>{}</li>\n", text);
        case BlockKind::code:
            return fmt::format("<pre>{}</pre>\n", text);
    }
    return {};
}

// What holds a run of blocks together: a list, a quote, nothing.
std::string_view holder(const Block& block) {
    if (block.kind == BlockKind::item) {
        return block.number > 0 ? "ol" : "ul";
    }
    return block.quoted ? "aside" : "";
}

std::string_view strip(std::string_view text) {
    while (!text.empty() && (text.back() == '\n' || text.back() == ' ')) {
        text.remove_suffix(1);
    }
    return text;
}

}  // namespace

std::string markdown(std::string_view text) {
    std::string page;
    std::string_view open;
    for (const Block& block : parse_markdown(text)) {
        if (block.kind == BlockKind::heading && block.level == 1) {
            continue;
        }
        const std::string_view wanted = holder(block);
        if (wanted != open) {
            page += open.empty() ? "" : fmt::format("</{}>\n", open);
            page += wanted.empty() ? "" : fmt::format("<{}>\n", wanted);
            open = wanted;
        }
        page += block_html(block);
    }
    return open.empty() ? page : page + fmt::format("</{}>\n", open);
}

std::string listing(std::span<const lessons::Line> lines) {
    std::string page = "<pre class=\"listing\">";
    for (std::size_t i = 0; i < lines.size(); ++i) {
        page += fmt::format("<span class=\"line\"><span class=\"number\">{}</span>", i + 1);
        for (const lessons::Token& token : lines[i].tokens) {
            page += token.kind == lessons::TokenKind::plain
                        ? escaped(token.text)
                        : fmt::format("<span class=\"k{}\">{}</span>", static_cast<int>(token.kind),
                                      escaped(token.text));
        }
        page += "\n</span>";
    }
    return page + "</pre>\n";
}

std::string console(const Film& film, Language language) {
    std::string rows;
    for (std::size_t begin = 0; begin < film.console.size();) {
        const ConsoleRow row = row_from(film.console, begin, film.console.size());
        const ConsoleLine& line = film.console[begin];
        begin = row.end;
        const bool interrupt = line.kind == ConsoleLineKind::interrupt;
        const bool given_up = line.kind == ConsoleLineKind::given_up;
        const std::string said = given_up ? say(language, Say::given_up, {})
                                          : row_text(film.recording, film.console, row);
        const std::string_view text = interrupt ? "^C KeyboardInterrupt" : strip(said);
        const std::string_view look = interrupt                           ? "interrupt"
                                      : given_up                          ? "given-up"
                                      : line.kind == ConsoleLineKind::out ? "out"
                                                                          : "error";
        rows += fmt::format("<tr class=\"{}\"><td>{}</td><td><pre>{}</pre></td></tr>\n", look,
                            seconds_text(static_cast<double>(line.t_ns)), escaped(text));
    }
    return fmt::format("<table class=\"console\">\n{}</table>\n", rows);
}

}  // namespace coroscope::viz::html
