#!/usr/bin/python3
"""Writes the first plugins of plugins/README.md, as a project of their own, into a folder.

    first_plugin.py README.md FOLDER

A developer who copies from the README has the same three files: hello.cpp, outline.cpp, CMakeLists.txt.
"""

import pathlib
import sys

FILES = {"hello.cpp": "struct Hello", "outline.cpp": "struct Outline", "CMakeLists.txt": "find_package(Kvali"}


def indented_blocks(text):
    """The code of a Markdown file: runs of lines with four spaces in front, blank ones included."""
    block = []
    for line in text.split("\n") + ["end"]:
        if line.startswith("    ") or (not line and block):
            block.append(line[4:])
        elif block:
            yield "\n".join(block).rstrip() + "\n"
            block = []


def main():
    readme, folder = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    blocks = list(indented_blocks(readme.read_text(encoding="utf-8")))
    folder.mkdir(parents=True, exist_ok=True)
    for name, mark in FILES.items():
        found = [block for block in blocks if mark in block]
        if len(found) != 1:
            sys.exit(f"{readme}: {len(found)} examples have '{mark}', expected one")
        (folder / name).write_text(found[0], encoding="utf-8")


if __name__ == "__main__":
    main()
