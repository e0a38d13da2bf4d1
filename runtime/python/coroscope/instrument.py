"""Compiles the program's own files so that their coroutines report when they start and end.

    async def work(x):                      async def work(x):
        "Works."                                "Works."
        await sleep(x)          becomes         __coroscope_enter__()
                                                try:
                                                    await sleep(x)
                                                finally:
                                                    __coroscope_exit__()

Lines, tracebacks, locals and depth stay what they are. (sys.settrace would see the same, but
under it CPython 3.11 reaches only half of its recursion limit.)
"""

import ast

ENTER, EXIT = "__coroscope_enter__", "__coroscope_exit__"


class _Coroutines(ast.NodeTransformer):
    def visit_AsyncFunctionDef(self, node):
        self.generic_visit(node)
        if _is_generator(node):
            return node
        has_docstring = ast.get_docstring(node, clean=False) is not None
        docstring, body = node.body[:has_docstring], node.body[has_docstring:]
        first = body[0] if body else node
        attempt = ast.Try(body or [ast.copy_location(ast.Pass(), node)], [], [], [_call(EXIT)])
        for added in (enter := _call(ENTER), attempt, *attempt.finalbody):
            # The line of the definition is where a coroutine stands before it starts.
            ast.copy_location(added, node if added is enter else first)
            ast.fix_missing_locations(added)
        node.body = [*docstring, enter, attempt]
        return node


def _call(name):
    return ast.Expr(ast.Call(ast.Name(name, ast.Load()), [], []))


def _is_generator(function):
    """Has the function itself, and none that it defines, a yield?"""
    inner = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef)
    todo = list(function.body)
    while todo:
        node = todo.pop()
        if isinstance(node, ast.Yield):
            return True
        if not isinstance(node, inner):
            todo += ast.iter_child_nodes(node)
    return False


def compile_own(source, filename):
    """As the builtin: the code of a file of the program's own, with its coroutines instrumented."""
    tree = compile(source, filename, "exec", ast.PyCF_ONLY_AST, dont_inherit=True)
    tree = _Coroutines().visit(tree)
    return compile(tree, filename, "exec", dont_inherit=True)
