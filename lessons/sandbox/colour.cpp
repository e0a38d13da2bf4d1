#include "lessons/sandbox/colour.hpp"

#include <algorithm>
#include <array>
#include <exception>
#include <string>
#include <string_view>
#include <utility>

#include <srchilite/formatter.h>
#include <srchilite/formattermanager.h>
#include <srchilite/langdefmanager.h>
#include <srchilite/regexrulefactory.h>
#include <srchilite/settings.h>
#include <srchilite/sourcehighlighter.h>

namespace coroscope::sandbox {
namespace {

using lessons::Token;
using lessons::TokenKind;

/// What the library calls the elements of a language; all others are plain.
constexpr std::array<std::pair<std::string_view, TokenKind>, 9> elements{{
    {"keyword", TokenKind::keyword},
    {"type", TokenKind::keyword},
    {"usertype", TokenKind::builtin},
    {"preproc", TokenKind::keyword},
    {"string", TokenKind::string},
    {"specialchar", TokenKind::string},
    {"number", TokenKind::number},
    {"comment", TokenKind::comment},
    {"function", TokenKind::name},
}};

/// Takes a line's pieces from left to right and cuts the line at their ends.
struct Pieces {
    std::string_view rest;
    std::vector<Token> tokens;

    void take(std::size_t length, TokenKind kind) {
        if (length > 0) {
            tokens.push_back({kind, rest.substr(0, length)});
            rest.remove_prefix(tokens.back().text.size());
        }
    }
};

class PieceFormatter final : public srchilite::Formatter {
public:
    PieceFormatter(Pieces& pieces, TokenKind kind) : pieces_{pieces}, kind_{kind} {}
    void format(const std::string& text, const srchilite::FormatterParams* /*params*/) override {
        pieces_.take(text.size(), kind_);
    }

private:
    Pieces& pieces_;
    TokenKind kind_;
};

/// The library knows ASCII only: for it each byte of another letter is a letter.
std::string in_ascii(std::string line) {
    std::ranges::replace_if(
        line, [](char byte) { return static_cast<unsigned char>(byte) >= 0x80; }, 'x');
    return line;
}

std::vector<std::vector<Token>> highlighted(std::span<const std::string> lines,
                                            const char* definition) {
    Pieces pieces;
    srchilite::RegexRuleFactory rules;
    srchilite::LangDefManager languages{&rules};
    srchilite::SourceHighlighter highlighter{
        languages.getHighlightState(srchilite::Settings::retrieveDataDir(), definition)};
    const auto formatter = [&](TokenKind kind) {
        return srchilite::FormatterPtr{new PieceFormatter{pieces, kind}};
    };
    srchilite::FormatterManager formatters{formatter(TokenKind::plain)};
    for (const auto& [element, kind] : elements) {
        formatters.addFormatter(std::string{element}, formatter(kind));
    }
    highlighter.setFormatterManager(&formatters);
    std::vector<std::vector<Token>> all;
    for (const std::string& line : lines) {
        pieces = {line, {}};
        highlighter.highlightParagraph(in_ascii(line));
        pieces.take(pieces.rest.size(), TokenKind::plain);
        all.push_back(std::move(pieces.tokens));
    }
    return all;
}

std::vector<std::vector<Token>> plain(std::span<const std::string> lines) {
    std::vector<std::vector<Token>> all;
    for (const std::string& line : lines) {
        all.push_back({{TokenKind::plain, line}});
    }
    return all;
}

}  // namespace

std::vector<std::vector<Token>> coloured(std::span<const std::string> lines,
                                         SourceLanguage language) {
    try {
        return highlighted(lines, language == SourceLanguage::python ? "python.lang" : "cpp.lang");
    } catch (const std::exception&) {
        return plain(lines);
    }
}

}  // namespace coroscope::sandbox
