"""asyncio's internal sets, iterated in the order of creation (virtual clock only)."""

import ast
import asyncio
import inspect
import textwrap
from asyncio import base_events, taskgroups, tasks
from concurrent.futures import thread


def install(recorder, patches):
    if not recorder.clock.is_virtual:
        return

    class OrderedSet(set):
        """A set of futures that iterates in the order of their creation, of others in that of
        adding."""

        def __init__(self, items=()):
            super().__init__()
            self._items = {}
            self.update(items)

        def __iter__(self):
            items = list(self._items)
            if all(isinstance(item, asyncio.Future) for item in items):
                items.sort(key=lambda future: recorder.info(future).order)
            return iter(items)

        def __repr__(self):
            return "{" + ", ".join(map(repr, self)) + "}" if self else "set()"

        def add(self, item):
            self._items[item] = None
            super().add(item)

        def discard(self, item):
            self._items.pop(item, None)
            super().discard(item)

        def remove(self, item):
            super().remove(item)
            self._items.pop(item, None)

        def pop(self):
            item = next(iter(self), None)
            if item is None:
                raise KeyError("pop from an empty set")
            self.remove(item)
            return item

        def clear(self):
            self._items.clear()
            super().clear()

        def update(self, *others):
            for other in others:
                for item in other:
                    self.add(item)

        def __ior__(self, other):
            self.update(other)
            return self

        def difference_update(self, *others):
            for other in others:
                for item in list(other):
                    self.discard(item)

        def __isub__(self, other):
            self.difference_update(other)
            return self

        def copy(self):
            return OrderedSet(self)

        def __or__(self, other):
            return OrderedSet([*self, *other])

        def __and__(self, other):
            return OrderedSet(item for item in self if item in other)

        def __sub__(self, other):
            return OrderedSet(item for item in self if item not in other)

    OrderedSet.__name__ = OrderedSet.__qualname__ = "set"
    OrderedSet.__module__ = "builtins"

    for module in (tasks, taskgroups, thread):
        module.set = OrderedSet

    original_all_tasks = tasks.all_tasks

    def all_tasks(loop=None):
        return OrderedSet(original_all_tasks(loop))

    all_tasks.__doc__ = original_all_tasks.__doc__
    all_tasks.__module__ = "asyncio.tasks"
    patches.set(tasks, "all_tasks", all_tasks)
    patches.set(asyncio, "all_tasks", all_tasks)

    as_completed = _with_set_calls(tasks.as_completed, vars(tasks))
    patches.set(tasks, "as_completed", as_completed)
    patches.set(asyncio, "as_completed", as_completed)

    original_init = base_events.BaseEventLoop.__init__

    def loop_init(self):
        original_init(self)
        self._asyncgens = _OrderedWeakSet()

    patches.set(base_events.BaseEventLoop, "__init__", loop_init)


class _OrderedWeakSet:
    """What BaseEventLoop needs of a WeakSet, in the order of adding."""

    def __init__(self):
        import weakref
        self._items = weakref.WeakValueDictionary()

    def add(self, item):
        self._items[id(item)] = item

    def discard(self, item):
        self._items.pop(id(item), None)

    def clear(self):
        self._items.clear()

    def __len__(self):
        return len(self._items)

    def __iter__(self):
        return iter(list(self._items.values()))


class _SetCalls(ast.NodeTransformer):
    """`{f(x) for x in y}` becomes `set(f(x) for x in y)`, which can be replaced."""

    def visit_SetComp(self, node):
        self.generic_visit(node)
        generator = ast.GeneratorExp(node.elt, node.generators)
        return ast.copy_location(
            ast.Call(ast.Name("set", ast.Load()), [ast.copy_location(generator, node)], []), node)


def _with_set_calls(function, namespace):
    lines, first = inspect.getsourcelines(function)
    tree = ast.parse(textwrap.dedent("".join(lines)))
    ast.increment_lineno(tree, first - 1)
    tree = ast.fix_missing_locations(_SetCalls().visit(tree))
    made = {}
    exec(compile(tree, function.__code__.co_filename, "exec"), namespace, made)
    return made[function.__name__]
