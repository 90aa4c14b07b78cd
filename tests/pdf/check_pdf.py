#!/usr/bin/python3
"""Reads a finished PDF back with other people's programs (qpdf, poppler) and says what is wrong.

    check_pdf.py FILE.pdf [EXPECTED.txt]

Each line of EXPECTED.txt must be found in the text, white space aside, letter for letter; a line that
starts with `! ` must not be found; `#` starts a comment.
"""

import json
import pathlib
import re
import shutil
import subprocess
import sys
import unicodedata
import xml.etree.ElementTree as ElementTree

NEEDED = ("qpdf", "pdffonts", "pdfinfo", "pdftotext")
SKIPPED = 77
XHTML = "{http://www.w3.org/1999/xhtml}"


def run(*command):
    done = subprocess.run(command, check=False, capture_output=True)
    return done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace")


def check_structure(path):
    status, out, err = run("qpdf", "--check", path)
    if status != 0 or "WARNING" in out + err:
        yield f"qpdf --check: {(err or out).strip()}"


def check_fonts(path):
    _, out, _ = run("pdffonts", path)
    rows = out.splitlines()[2:]
    if not rows:
        yield "no fonts"
    for row in rows:
        # name, type, encoding (may hold spaces), emb, sub, uni, object number and generation
        fields = row.split()
        embedded, _, to_unicode = fields[-5:-2]
        if embedded != "yes" or to_unicode != "yes":
            yield f"font {fields[0]}: embedded {embedded}, ToUnicode {to_unicode}"


def check_info(path):
    _, out, _ = run("pdfinfo", path)
    info = dict(line.split(":", 1) for line in out.splitlines() if ":" in line)
    if int(info.get("Pages", "0")) < 1:
        yield "no pages"
    if not info.get("Title", "").strip():
        yield "no title in the document information"
    # An organisation the report names anyway; never a person who happened to run the program.
    author = folded(info.get("Author", ""))
    if author and author not in folded(text_of(path)):
        yield f"names an author the report does not: {author}"


def text_of(path):
    return run("pdftotext", "-enc", "UTF-8", path, "-")[1]


def objects_of(path):
    _, out, _ = run("qpdf", "--json=2", path)
    try:
        document = json.loads(out)
    except json.JSONDecodeError:
        return None
    values = [entry.get("value", entry.get("stream", {}).get("dict"))
              for entry in document["qpdf"][1].values() if isinstance(entry, dict)]
    return document, [value for value in values if isinstance(value, dict)]


def check_navigation(path):
    read = objects_of(path)
    if read is None:
        yield "qpdf cannot list the objects"
        return
    document, objects = read
    if not document.get("outlines"):
        yield "no outline"
    if not any(value.get("/Subtype") == "/Link" for value in objects):
        yield "no links"
    if not any(value.get("/Type") == "/Catalog" and value.get("/Lang") for value in objects):
        yield "the document does not say its language"


def check_tags(path):
    """The structure tree says what everything is; headings go down one level at a time."""
    # With the text it would be a better witness, but poppler takes seconds a page for that.
    _, tree, _ = run("pdfinfo", "-struct", path)
    for element in ("Document", "H1", "P", "Table", "TH", "TD", "Link"):
        if not re.search(rf"^ *{element}\b", tree, re.MULTILINE):
            yield f"no {element} in the structure tree"
    levels = [int(level) for level in re.findall(r"^ *H([1-6])", tree, re.MULTILINE)]
    for before, after in zip([0] + levels, levels):
        if after > before + 1:
            yield f"a heading of level {after} follows one of level {before}"


def folded(text):
    return re.sub(r"\s+", " ", text).strip()


def check_letters(text):
    if "\ufffd" in text:
        yield "a letter was lost (U+FFFD)"
    capitals = sorted({letter for letter in text if "\u1c90" <= letter <= "\u1cbf"})
    if capitals:
        yield f"Georgian was upper-cased: {''.join(capitals)}"
    controls = sorted({f"U+{ord(letter):04X}" for letter in text
                       if unicodedata.category(letter) == "Cc" and letter not in "\n\f\r\t"})
    if controls:
        yield f"control characters in the text: {' '.join(controls)}"


def check_sentences(text, expected):
    # Every line break is a space to us; a word broken without one would show up as a difference.
    for line in expected.read_text(encoding="utf-8").splitlines():
        wanted = folded(line)
        if not wanted or wanted.startswith("#"):
            continue
        if wanted.startswith("! "):
            if wanted[2:] in text:
                yield f"must not be there: {wanted[2:]}"
        elif wanted not in text:
            yield f"not found: {wanted}"


def overlap(one, other):
    """The shared part of two boxes, as a share of the smaller."""
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    if width <= 0 or height <= 0:
        return 0
    smaller = min((box[2] - box[0]) * (box[3] - box[1]) for box in (one, other))
    return width * height / smaller if smaller > 0 else 0


def check_boxes(path):
    """No word outside its page, none printed over another, no page without words."""
    _, out, _ = run("pdftotext", "-bbox", path, "-")
    try:
        pages = ElementTree.fromstring(out)
    except ElementTree.ParseError as error:
        yield f"poppler cannot say where the words stand: {error}"
        return
    for number, page in enumerate(pages.iter(f"{XHTML}page"), 1):
        width, height = float(page.get("width")), float(page.get("height"))
        words = [(word.text or "", tuple(float(word.get(side)) for side in ("xMin", "yMin", "xMax", "yMax")))
                 for word in page.iter(f"{XHTML}word")]
        if not words:
            yield f"page {number} is empty"
        for text, (left, top, right, bottom) in words:
            if left < 0 or top < 0 or right > width or bottom > height:
                yield f"page {number}: outside the page: {text}"
        words.sort(key=lambda word: word[1][1])
        for index, (text, box) in enumerate(words):
            for other_text, other in words[index + 1:]:
                if other[1] >= box[3]:
                    break
                if overlap(box, other) > 0.3:
                    yield f"page {number}: “{other_text}” is printed over “{text}”"


def findings(path, expected):
    yield from check_structure(path)
    yield from check_fonts(path)
    yield from check_info(path)
    yield from check_navigation(path)
    yield from check_boxes(path)
    yield from check_tags(path)
    text = text_of(path)
    yield from check_letters(text)
    if expected:
        yield from check_sentences(folded(text), expected)


def main(arguments):
    missing = [tool for tool in NEEDED if shutil.which(tool) is None]
    if missing:
        print(f"skipped: {', '.join(missing)} not installed (tests/support/packages.test)")
        return SKIPPED
    path = arguments[0]
    expected = pathlib.Path(arguments[1]) if len(arguments) > 1 else None
    wrong = list(findings(path, expected))
    for line in wrong:
        print(f"{path}: {line}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
