#include "viz/panels/rich_text.hpp"

#include "viz/model/code_point.hpp"
#include "viz/panels/line_break.hpp"

namespace coroscope::viz {

namespace {

// A piece of one run within an atom: a stretch of text that no line break may divide.
struct Atom {
    std::vector<RichPiece> pieces;
    float width = 0;  // without blanks at its end
    float full_width = 0;
    bool ends_line = false;
};

class Splitter {
public:
    Splitter(const Canvas& canvas, const std::vector<RichRun>& runs)
        : canvas_(canvas), runs_(runs) {}

    std::vector<Atom> split() {
        unsigned before = 0;
        for (std::size_t run = 0; run < runs_.size(); ++run) {
            const std::string_view text = runs_[run].text;
            std::size_t start = 0;
            for (std::size_t i = 0; i < text.size();) {
                const auto [c, bytes] = code_point_at(text, i);
                if (c == '\n') {
                    add(run, text.substr(start, i - start));
                    finish(true);
                    start = i + bytes;
                } else if (before != 0 && before != '\n' && may_break_between(before, c)) {
                    add(run, text.substr(start, i - start));
                    finish(false);
                    start = i;
                }
                before = c;
                i += bytes;
            }
            add(run, text.substr(start));
        }
        finish(false);
        return std::move(atoms_);
    }

private:
    void add(std::size_t run, std::string_view text) {
        if (text.empty()) {
            return;
        }
        const TextStyle& style = runs_[run].style;
        std::string_view bare = text;
        while (!bare.empty() && bare.back() == ' ') {
            bare.remove_suffix(1);
        }
        const float x = atom_.full_width;
        const float width = canvas_.text_width(bare, style);
        const float full = bare.size() == text.size() ? width : canvas_.text_width(text, style);
        atom_.pieces.push_back({run, bare, x, width});
        atom_.width = bare.empty() ? atom_.width : x + width;
        atom_.full_width = x + full;
    }

    void finish(bool ends_line) {
        if (!atom_.pieces.empty() || ends_line) {
            atom_.ends_line = ends_line;
            atoms_.push_back(std::move(atom_));
            atom_ = {};
        }
    }

    const Canvas& canvas_;
    const std::vector<RichRun>& runs_;
    std::vector<Atom> atoms_;
    Atom atom_;
};

// Puts an atom that is longer than a whole line on as many lines as it needs.
float place_cut(const Canvas& canvas, const std::vector<RichRun>& runs, const Atom& atom,
                float width, float x, std::vector<RichLine>& lines) {
    for (const RichPiece& piece : atom.pieces) {
        const TextStyle& style = runs[piece.run].style;
        std::size_t start = 0;
        for (std::size_t i = 0; i < piece.text.size();) {
            const std::size_t next = i + code_point_at(piece.text, i).bytes;
            const float wide = canvas.text_width(piece.text.substr(start, next - start), style);
            if (x + wide > width && (i > start || x > 0)) {
                if (i > start) {
                    const std::string_view part = piece.text.substr(start, i - start);
                    lines.back().push_back({piece.run, part, x, canvas.text_width(part, style)});
                }
                lines.emplace_back();
                x = 0;
                start = i;
                continue;
            }
            i = next;
        }
        const std::string_view part = piece.text.substr(start);
        const float wide = canvas.text_width(part, style);
        lines.back().push_back({piece.run, part, x, wide});
        x += wide;
    }
    return x;
}

// Neighbouring pieces of one run are drawn, and boxed, as one.
RichLine merged(const RichLine& line) {
    RichLine result;
    for (const RichPiece& piece : line) {
        if (piece.text.empty()) {
            continue;
        }
        if (!result.empty() && result.back().run == piece.run) {
            RichPiece& last = result.back();
            const auto size = static_cast<std::size_t>(piece.text.data() - last.text.data());
            last.text = {last.text.data(), size + piece.text.size()};
            last.width = piece.x + piece.width - last.x;
        } else {
            result.push_back(piece);
        }
    }
    return result;
}

}  // namespace

std::vector<RichLine> flow(const Canvas& canvas, const std::vector<RichRun>& runs, float width) {
    std::vector<RichLine> lines(1);
    float x = 0;
    for (const Atom& atom : Splitter{canvas, runs}.split()) {
        if (x > 0 && x + atom.width > width) {
            lines.emplace_back();
            x = 0;
        }
        if (atom.width > width) {
            x = place_cut(canvas, runs, atom, width, x, lines);
        } else {
            for (RichPiece piece : atom.pieces) {
                piece.x += x;
                lines.back().push_back(piece);
            }
            x += atom.full_width;
        }
        if (atom.ends_line) {
            lines.emplace_back();
            x = 0;
        }
    }
    if (lines.back().empty()) {
        lines.pop_back();
    }
    for (RichLine& line : lines) {
        line = merged(line);
    }
    return lines;
}

float draw_rich(Canvas& canvas, ImVec2 top_left, const std::vector<RichRun>& runs,
                const std::vector<RichLine>& lines, float line_height) {
    float y = top_left.y;
    for (const RichLine& line : lines) {
        const Rect strip = Rect::sized(top_left.x, y, 1, line_height);
        // One baseline for all runs of the line, whatever their sizes.
        const float baseline = line.empty() ? y : canvas.baseline(strip, runs[line[0].run].style);
        for (const RichPiece& piece : line) {
            const RichRun& run = runs[piece.run];
            const float x = top_left.x + piece.x;
            if (run.boxed) {
                const float em = run.style.size * canvas.scale();
                const float pad = canvas.px(3);
                const Rect box = snapped({{x - pad, baseline - em * 0.95f},
                                          {x + piece.width + pad, baseline + em * 0.35f}});
                canvas.fill(box, canvas.theme().control, canvas.px(4));
            }
            canvas.text_at({x, baseline}, piece.text, run.style);
        }
        y += line_height;
    }
    return y - top_left.y;
}

}  // namespace coroscope::viz
