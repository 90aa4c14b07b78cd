#!/usr/bin/python3
"""Holds the table of findings in the project manager's guide against the sources.

    guide_test.py ROOT    every finding id of the engine and the plugins is explained, once
"""

import pathlib
import re
import sys

ID = re.compile(r'(?<![A-Z])(?:CFG|TPL|PLG|[A-Z])-\d\d(?!\d)')
# An id counts where the code makes a finding of it: "I-08" as a text, or "[I-08] ..." in a plugin's message.
MADE = re.compile(r'"\[?((?:CFG|TPL|PLG|[SDEIFMCPL])-\d\d)(?:"|\])')


def made_in(root):
    ids = {}
    for folder in ("engine/src", "plugins"):
        for path in sorted((root / folder).rglob("*.[ch]pp")):
            if "tests" in path.relative_to(root).parts:
                continue
            for found in MADE.findall(path.read_text(encoding="utf-8")):
                ids.setdefault(found, path.relative_to(root))
    return ids


def explained_in(guide):
    rows = [line.split("|") for line in guide.read_text(encoding="utf-8").splitlines() if line.startswith("|")]
    return [row[1].strip() for row in rows if len(row) == 5 and ID.fullmatch(row[1].strip())]


def main(root):
    made = made_in(root)
    explained = explained_in(root / "samples/README.md")
    problems = [f"{name} ({path}) is not explained" for name, path in sorted(made.items()) if name not in explained]
    problems += [f"{name} is explained twice" for name in sorted(set(explained)) if explained.count(name) > 1]
    if len(made) < 40:
        problems.append(f"only {len(made)} findings were found in the sources: is this the right folder?")
    for problem in problems:
        print(f"samples/README.md: {problem}")
    print(f"{len(made)} findings, {len(problems)} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1]).resolve()))
