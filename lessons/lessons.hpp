// The lessons that are built into the program: their texts, their listings in every combination of
// variants, and the compiled C++ program of each. The tables are generated at build time from
// lessons/NN_slug/ by lessons/generate.py; this header is all that the rest of the program sees.
//
// Thread rule: immutable static data, readable from any thread.
#pragma once

#include <span>
#include <string_view>

namespace coroscope::lessons {

/// One knob of a lesson, as `sleep=async|blocking`. The first choice is the default.
struct Variant {
    std::string_view name;
    std::span<const std::string_view> choices;
};

/// What a piece of a listing's line is, as Pygments classifies it.
enum class TokenKind : unsigned char {
    plain,
    keyword,
    name,  ///< a name that is being defined or called
    builtin,
    string,
    number,
    comment,
    operator_,
};

struct Token {
    TokenKind kind;
    std::string_view text;
};

struct Line {
    std::string_view text;          ///< as shown: without variant marks and `// py:N`
    std::span<const Token> tokens;  ///< the same text in coloured pieces
    int python_line = 0;            ///< the Python line that this line corresponds to, or 0
    bool varies = false;            ///< some choice of a variant replaces this line
};

struct Choice {
    std::string_view name;
    std::string_view choice;
};

/// One combination of variants: what is shown is what runs.
struct Program {
    std::span<const Choice> choices;  ///< one for each of the lesson's variants, in their order
    void (*run)();                    ///< the lesson's `program()`, to be called within a Run
    std::span<const Line> python;
    std::span<const Line> cpp;
    /// The Python file of this combination, with what it imports of ours in front.
    std::string_view python_source;
    std::string_view cpp_source;
};

/// A text in both languages.
struct Words {
    std::string_view english;
    std::string_view chinese;
};

/// What a part of a lesson's text is.
enum class PartKind : unsigned char { step, try_this, question, myth };

/// One choice of a question.
struct Option {
    Words text;
    std::string_view claim;  ///< a rule about the program (viz/model/rule.hpp), or empty
    bool right = false;
};

/// One part of a lesson's text, tied to the program; lessons/text.py says how it is written.
struct Part {
    PartKind kind;
    Words heading;           ///< of a question: what is asked; of a myth: what is believed
    Words text;              ///< Markdown; of a question: why; of a myth: what is so instead
    Words after;             ///< of a task to try: what is told when it is done
    std::string_view at;     ///< its moment (viz/model/moment.hpp), or empty
    std::string_view with;   ///< scenario lines, `;` between them, under which it can be seen
    std::string_view check;  ///< of a task to try: the rule of each stage, ` > ` between them
    std::string_view does;   ///< of a task to try: what does it, stage by stage
    std::span<const Option> options;
};

struct Lesson {
    int number;
    std::string_view slug;  ///< `05_stopping`
    std::string_view title_en;
    std::string_view title_zh;
    std::string_view text_en;  ///< Markdown: title and all parts
    std::string_view text_zh;
    std::span<const Variant> variants;
    std::span<const Program> programs;  ///< every combination; the first has all the defaults
    std::span<const Part> parts;        ///< of the text, in their order
};

/// All lessons, by rising number.
std::span<const Lesson> all();

/// The lesson that a person calls `5`, `05_stopping` or `stopping`; null where there is none.
const Lesson* find(std::string_view number_or_slug);

}  // namespace coroscope::lessons
