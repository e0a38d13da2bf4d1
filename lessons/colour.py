"""A listing's lines in coloured pieces, as Pygments classifies them."""

from pygments.lexers import CppLexer, PythonLexer
from pygments.token import Comment, Keyword, Name, Number, Operator, String, Token

# The first class that a token belongs to decides; TokenKind of lessons.hpp has the names on the right.
KINDS = [
    (Comment.PreprocFile, "string"),
    (Comment.Preproc, "keyword"),
    (Comment, "comment"),
    (Operator.Word, "keyword"),
    (Operator, "operator_"),
    (Keyword, "keyword"),
    (Name.Builtin, "builtin"),
    (Name.Exception, "builtin"),
    (Name.Function, "name"),
    (Name.Class, "name"),
    (String, "string"),
    (Number, "number"),
]


def kind_of(token_type: Token) -> str:
    return next((kind for token_class, kind in KINDS if token_type in token_class), "plain")


def coloured(source: str, language: str) -> list[list[tuple[str, str]]]:
    """For each line of the source its pieces as (TokenKind, text); they concatenate to the line."""
    lexer = (PythonLexer if language == "python" else CppLexer)(stripnl=False, ensurenl=False)
    tokens = list(lexer.get_tokens(source))
    lines: list[list[tuple[str, str]]] = [[]]
    for index, (token_type, value) in enumerate(tokens):
        kind = kind_of(token_type)
        following = tokens[index + 1][1] if index + 1 < len(tokens) else ""
        before = lines[-1][-1] if lines[-1] else ("plain", "")
        if token_type in Name and before[0] == "number":
            kind = "number"  # the unit of a C++ literal: 200ms
        elif kind == "plain" and token_type in Name and following.startswith("("):
            kind = "name"
        for part, piece in enumerate(value.split("\n")):
            if part:
                lines.append([])
            if piece:
                if lines[-1] and lines[-1][-1][0] == kind:
                    piece = lines[-1].pop()[1] + piece
                lines[-1].append((kind, piece))
    return lines[:-1]  # what follows the last newline is no line
