"""Who may include whom. `runtime/trace <- runtime <- lessons`, `runtime/trace <- viz/model <- viz/panels`;
viz/panels <- viz/export;
only viz/app and the tests see everything. viz/model has no ImGui, no clock, no files and no console."""

import re
import shutil
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

# Folder: what its files may include of ours. The longest folder that fits a file decides.
MAY_INCLUDE = {
    "runtime/memory": ["runtime/memory/"],
    "runtime/trace": ["runtime/memory/", "runtime/trace/"],
    "runtime": ["runtime/"],
    "lessons": ["runtime/", "lessons/"],
    "viz/model": ["runtime/memory/", "runtime/trace/", "viz/model/"],
    "viz/panels": ["runtime/trace/", "viz/model/", "viz/panels/", "lessons/lessons.hpp",
                   "lessons/verified.hpp", "lessons/sandbox/program.hpp", "lessons/sandbox/source.hpp"],
    "viz/export": ["runtime/trace/", "viz/model/", "viz/panels/", "viz/export/",
                   "lessons/lessons.hpp"],
    "viz/app": [""],
    "tests": [""],
}
NOT_IN_MODEL = re.compile(
    r"#\s*include\s*[<\"]((?:imgui|GLFW|glad)[^>\"]*|fstream|iostream|filesystem|cstdio|ctime|thread)[>\"]"
    r"|(\b\w+_clock\b)"
)
INCLUDE = re.compile(r'#\s*include\s*"([^"]+)"')


def faults(root: Path) -> list[str]:
    """Every line that breaks a rule, as `file:line: what is wrong`."""
    found = []
    for folder in ("runtime", "lessons", "viz", "tests"):
        for path in sorted(p for p in (root / folder).rglob("*") if p.suffix in (".hpp", ".cpp")):
            name = path.relative_to(root).as_posix()
            layer = max((layer for layer in MAY_INCLUDE if name.startswith(layer + "/")), key=len,
                        default=None)
            if layer is None:
                found.append(f"{name}:1: no layer has this folder")
                continue
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
                found += [f"{name}:{number}: {fault}" for fault in line_faults(root, layer, line)]
    return found


def line_faults(root: Path, layer: str, line: str) -> list[str]:
    found = []
    if include := INCLUDE.match(line):
        if not (root / include[1]).is_file():
            found.append(f"{include[1]} is no path from the root of the repository")
        if not any(include[1].startswith(allowed) for allowed in MAY_INCLUDE[layer]):
            found.append(f"{layer} may not include {include[1]}")
    if layer == "viz/model" and (alien := NOT_IN_MODEL.search(line)):
        found.append(f"viz/model may not use {alien[1] or alien[2]}")
    return found


class Layers(unittest.TestCase):
    def test_every_include_follows_the_layers(self):
        self.assertEqual(faults(ROOT), [])

    def test_a_planted_bad_include_is_found(self):
        plants = {
            "runtime/trace/planted.hpp": '#include "runtime/clock.hpp"',
            "runtime/planted.cpp": '#include "viz/model/world.hpp"',
            "lessons/planted.cpp": '#include "viz/model/world.hpp"',
            "lessons/02_task/planted.cpp": '#include "tests/planted.hpp"',
            "viz/model/planted.cpp": '#include "lessons/lessons.hpp"',
            "viz/model/planted_imgui.cpp": "#include <imgui/imgui.h>",
            "viz/model/planted_clock.cpp": "auto now = std::chrono::steady_clock::now();",
            "viz/model/planted_file.cpp": "#include <fstream>",
            "viz/panels/planted.cpp": '#include "runtime/clock.hpp"',
            "viz/panels/planted_app.cpp": '#include "viz/app/planted.hpp"',
            "viz/export/planted.cpp": '#include "viz/app/planted.hpp"',
            "viz/export/planted_run.cpp": '#include "runtime/clock.hpp"',
            "viz/panels/planted_export.cpp": '#include "viz/export/format.hpp"',
            "viz/planted.cpp": "// in no layer",
            "viz/app/planted.cpp": '#include "world.hpp"',
        }
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder)
            for part in ("runtime", "lessons", "viz", "tests"):
                shutil.copytree(ROOT / part, copy / part)
            for name in ("tests/planted.hpp", "viz/app/planted.hpp"):
                (copy / name).parent.mkdir(exist_ok=True)
                (copy / name).touch()
            self.assertEqual(faults(copy), [], "the copy is as clean as the tree")
            for name, line in plants.items():
                (copy / name).write_text(f"// planted\n{line}\n", encoding="utf-8")
            complained = {fault.split(":")[0] for fault in faults(copy)}
        self.assertEqual(complained, set(plants))


if __name__ == "__main__":
    unittest.main()
