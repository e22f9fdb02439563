#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What a compiler does not see: comments, links, sizes, names. Prints FILE:LINE: fault; exit 1 when there is one."""

import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
BANNED = re.compile(r"(?i)(^|[_/])(utils?|common|misc|managers?|helpers?)([_./]|$)")
BANNED_TYPE = re.compile(r"\b(class|struct|enum class)\s+\w*(Manager|Helper|Util)s?\b")
MACHINE_PATH = re.compile(r"(?<![\w.])/(home|work|Users|mnt|root)/\w")
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
# A function at namespace level: a type, a name, an argument list, on a line that begins in the first column.
FUNCTION = re.compile(r"^(?!using|namespace|class|struct|enum|template|#|//|typedef|static_assert|friend|extern|return)[\w\[][\w:<>,&*\[\] ]*[ &*](\w+)\(.*")
SOURCES = {".cpp", ".h", ".sh", ".py"}


def files():
    """The files that git keeps, and those it would; all files where there is no git."""
    listed = subprocess.run(["git", "ls-files", "--cached", "--others", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True)
    if listed.returncode == 0:
        return sorted({ROOT / name for name in listed.stdout.splitlines() if (ROOT / name).is_file()})
    skipped = {"build", "out", ".git"}
    return sorted(p for p in ROOT.rglob("*") if p.is_file() and not skipped & set(p.relative_to(ROOT).parts))


def check_names(path, lines):
    name = str(path.relative_to(ROOT))
    if name.startswith(("src/", "tools/", "tests/")) and BANNED.search(name):
        yield 1, "the name says nothing; say what is in it"
    for number, line in enumerate(lines, 1):
        if path.suffix in {".cpp", ".h"} and BANNED_TYPE.search(line):
            yield number, "the name of the type says nothing; say what it is"


def check_source(path, lines):
    if not any("SPDX-License-Identifier: Apache-2.0" in line for line in lines[:3]) and "tests/commands" not in str(path):
        yield 1, "the line with the licence is missing"
    if path.suffix in {".cpp", ".h"} and len(lines) > 600 and "src" in path.relative_to(ROOT).parts:
        yield 1, f"{len(lines)} lines; at most 600"
    if path.name == "main.cpp" and len(lines) > 60:
        yield 1, f"{len(lines)} lines; main.cpp has at most 60"
    if path.suffix == ".h" and "#pragma once" not in "\n".join(lines[:4]):
        yield 1, "#pragma once is missing"


def check_header(lines):
    """Every function at namespace level, or the first of a group without blank line, has a comment above it."""
    explained = False
    for number, line in enumerate(lines, 1):
        if not line.strip():
            explained = False
        elif line.startswith("//"):
            explained = True
        elif FUNCTION.match(line) and not explained:
            yield number, "the function has no comment"


def check_links(path, lines):
    in_code = False
    for number, line in enumerate(lines, 1):
        if line.startswith("```"):
            in_code = not in_code
        if in_code:
            continue
        for target in LINK.findall(line):
            if re.match(r"[a-z]+:", target) or target.startswith("#"):
                continue
            if not (path.parent / target.split("#")[0]).exists():
                yield number, f"the link {target} leads nowhere"


def check_text(lines):
    for number, line in enumerate(lines, 1):
        if MACHINE_PATH.search(line):
            yield number, "a path of one machine"


def faults_of(path):
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except UnicodeDecodeError:
        return
    yield from check_names(path, lines)
    if path.resolve() != pathlib.Path(__file__).resolve():
        yield from check_text(lines)
    if path.suffix in SOURCES:
        yield from check_source(path, lines)
    if path.suffix == ".h" and "src" in path.relative_to(ROOT).parts and "internal" not in path.parts:
        yield from check_header(lines)
    if path.suffix == ".md":
        yield from check_links(path, lines)


def main():
    count = 0
    for path in files():
        for number, message in faults_of(path):
            print(f"{path.relative_to(ROOT)}:{number}: {message}")
            count += 1
    return 1 if count else 0


if __name__ == "__main__":
    sys.exit(main())
