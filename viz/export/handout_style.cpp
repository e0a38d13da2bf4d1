#include "viz/export/handout_style.hpp"

#include <fmt/format.h>

#include "viz/export/svg_text.hpp"

namespace coroscope::viz {

namespace {

using svg::colour_text;

// Braces are doubled because fmt fills it in. On paper no part of a figure, a listing or a question
// is torn, and colours are printed: they mean something.
constexpr const char* sheet = R"(
:root {{ color-scheme: {scheme}; }}
* {{ box-sizing: border-box; }}
body {{ {prose}; color: {text}; background: {panel}; margin: 0 auto; padding: 24px;
  max-width: 960px; font-size: 16px; line-height: 1.6; print-color-adjust: exact;
  -webkit-print-color-adjust: exact; }}
header {{ border-bottom: 2px solid {accent}; margin-bottom: 18px; padding-bottom: 6px; }}
h1 {{ font-size: 28px; line-height: 1.25; margin: 0; }}
header p {{ margin: 4px 0 0; color: {muted}; }}
h2 {{ font-size: 21px; margin: 26px 0 8px; }}
h3 {{ font-size: 17px; margin: 18px 0 4px; break-after: avoid; }}
p {{ margin: 4px 0 8px; }}
code, pre, .console td {{ {code}; font-size: 0.9em; }}
p code, li code, aside code {{ background: {well}; border-radius: 4px; padding: 1px 4px;
  white-space: nowrap; }}
aside {{ border-left: 3px solid {accent}; background: {well}; padding: 4px 12px; margin: 8px 0;
  break-inside: avoid; }}
section {{ break-inside: auto; }}
figure {{ margin: 8px 0 16px; break-inside: avoid; }}
figure svg {{ width: 100%; height: auto; display: block; border: 1px solid {edge};
  border-radius: 8px; }}
.listing {{ background: {well}; border: 1px solid {edge}; border-radius: 8px; padding: 10px 12px;
  margin: 8px 0 16px; white-space: pre-wrap; overflow-wrap: anywhere; break-inside: avoid;
  font-size: 14px; line-height: 1.5; }}
.line {{ display: block; padding-left: 3em; text-indent: -3em; }}
.number {{ display: inline-block; width: 2em; margin-right: 1em; text-indent: 0; text-align: right;
  color: {line_number}; user-select: none; }}
.console {{ border-collapse: collapse; }}
.console td {{ padding: 1px 16px 1px 0; vertical-align: top; }}
.console td:first-child {{ color: {muted}; }}
.console pre {{ margin: 0; font-size: 1em; white-space: pre-wrap; }}
.interrupt td, .error td {{ color: {warning}; }}
.given-up td {{ color: {muted}; font-style: italic; }}
.choices {{ list-style: none; padding-left: 4px; margin: 4px 0; }}
.choices li::before {{ content: "\2610"; margin-right: 8px; }}
.question {{ break-inside: avoid; }}
footer {{ margin-top: 24px; padding-top: 6px; border-top: 1px solid {edge}; color: {muted};
  font-size: 13px; }}
@page {{ size: A4; margin: 14mm 15mm; }}
@media print {{
  body {{ padding: 0; max-width: none; font-size: 10.5pt; line-height: 1.5; }}
  h1 {{ font-size: 20pt; }} h2 {{ font-size: 14pt; break-after: avoid; }} h3 {{ font-size: 11.5pt; }}
  .listing {{ font-size: 9pt; line-height: 1.42; }}
}}
)";

}  // namespace

std::string handout_style(const Theme& theme) {
    std::string style = fmt::format(
        sheet, fmt::arg("scheme", theme.dark ? "dark" : "light"),
        fmt::arg("prose", svg::font_style(Face::ui)), fmt::arg("code", svg::font_style(Face::mono)),
        fmt::arg("text", colour_text(theme.text)), fmt::arg("panel", colour_text(theme.panel)),
        fmt::arg("well", colour_text(theme.well)), fmt::arg("edge", colour_text(theme.edge)),
        fmt::arg("accent", colour_text(theme.accent)), fmt::arg("muted", colour_text(theme.muted)),
        fmt::arg("warning", colour_text(theme.warning)),
        fmt::arg("line_number", colour_text(theme.line_number)));
    for (std::size_t kind = 1; kind < theme.syntax.size(); ++kind) {
        style += fmt::format(".k{} {{ color: {}; }}\n", kind, colour_text(theme.syntax[kind]));
    }
    return style;
}

}  // namespace coroscope::viz
