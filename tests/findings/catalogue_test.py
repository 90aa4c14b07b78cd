"""Holds the catalogues of findings, engine/locale/findings.*.toml, against the sources and the guide."""

import os
import pathlib
import re
import sys
import tomllib
import unittest

from source_sentences import GAP, sentences, with_gaps

ROOT = pathlib.Path(__file__).resolve().parents[2]
LOCALE = ROOT / "engine" / "locale"
GUIDE = ROOT / "samples" / "README.md"
ID = re.compile(r"\b[A-Z]{1,3}-\d\d\b")
HINT = "\nhint: "


def catalogue(language):
    return tomllib.loads((LOCALE / f"findings.{language}.toml").read_text())


def languages():
    return sorted(path.name.split(".")[1] for path in LOCALE.glob("findings.*.toml"))


def documented(language):
    return {name: entry for name, entry in catalogue(language).items() if ID.fullmatch(name)}


def sources():
    """(path, text) of everything that may find something."""
    for folder in ("engine/src", "engine/include", "plugins"):
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in (".cpp", ".hpp", ".h") and "tests" not in path.parts:
                yield path.relative_to(ROOT).as_posix(), path.read_text()


def pattern(text):
    """Matches what the text can become: anything may stand in its gaps."""
    return re.compile(".+?".join(re.escape(part) for part in text.split(GAP)), re.S)


class Sentences:
    """The English sentences that a language translates."""

    def __init__(self, language):
        self.keys = {with_gaps(key) for room in catalogue(language)["say"].values() for key in room}
        self.text = "\0".join(sorted(self.keys))
        # What is little more than gaps would fit everything.
        self.patterns = [pattern(key) for key in self.keys if len(re.findall("[a-z]", key)) > 8]

    def cover(self, text):
        """Is it one of them, a piece of one, or what one of them becomes?"""
        if text in self.keys:
            return True
        piece = text.strip(GAP + " :;")
        before = r"(?<!\w)" if piece[:1].isalnum() else ""
        after = r"(?!\w)" if piece[-1:].isalnum() else ""
        within = "[^\0]+?".join(re.escape(part) for part in piece.split(GAP))
        return bool(re.search(before + within + after, self.text)) or any(
            known.fullmatch(text) for known in self.patterns
        )


def no_findings():
    exceptions = []
    for line in (pathlib.Path(__file__).parent / "no_findings.txt").read_text().splitlines():
        if line and not line.startswith("#"):
            path, _, text = line.partition(": ")
            exceptions.append((path, re.compile(text) if text else None))
    return exceptions


def is_sentence(text):
    """Two English words or more; not a line of TOML that is shown as an example."""
    plain = text.replace(GAP, " ").strip()
    looks_like_setting = re.fullmatch(r'\w+ = [\["{].*', plain, re.S)
    return not looks_like_setting and " " in text.strip() and len(re.findall(r"[a-z]{2,}", plain)) > 1


def spoken_sentences():
    """(place, text) of every message and hint in the sources."""
    exceptions = no_findings()
    for path, source in sources():
        here = [text for name, text in exceptions if path == name or name.endswith("/") and path.startswith(name)]
        if None in here:
            continue
        for line, text in sentences(source):
            for part in text.split(HINT):
                part = re.sub(r"^\[[A-Z]{1,3}-\d\d\] ?", "", part)
                if is_sentence(part) and not any(known.fullmatch(part) for known in here):
                    yield f"{path}:{line}", part


class Catalogue(unittest.TestCase):
    maxDiff = None

    def test_every_id_in_the_sources_is_documented(self):
        literal = re.compile(r'"\[?([A-Z]{1,3}-\d\d)[\]"]')
        used = {name for _, source in sources() for name in literal.findall(source)} - {"UTF-16"}
        self.assertEqual(sorted(used), sorted(documented("en")))

    def test_every_language_documents_every_id(self):
        for language in languages():
            self.assertEqual(sorted(documented(language)), sorted(documented("en")), language)
            for name, entry in documented(language).items():
                for text in ("title", "meaning", "cure"):
                    self.assertTrue(entry.get(text), f"{language}: {name} has no {text}")

    def test_every_sentence_is_translated(self):
        spoken = list(spoken_sentences())
        self.assertGreater(len(spoken), 600)
        for language in languages():
            if language == "en":
                continue
            known = Sentences(language)
            missing = [f"{place}: {text.replace(GAP, '{}')!r}" for place, text in spoken if not known.cover(text)]
            self.assertEqual([], missing, f"findings.{language}.toml lacks these under [say]")

    def test_translations_name_no_gap_that_the_sentence_lacks(self):
        gap = re.compile(r"(?<!\{)\{(\w+)[^{}]*\}")
        for language in languages():
            for room in catalogue(language).get("say", {}).values():
                for english, own in room.items():
                    unknown = set(gap.findall(own)) - set(gap.findall(english))
                    self.assertFalse(unknown, f"{language}: {english}")

    def test_the_guide_has_the_same_table(self):
        rows = [
            f"| {name} | {entry['meaning']} | {entry['cure']} |".replace("'{'", "{").replace("'}'", "}")
            for name, entry in documented("en").items()
        ]
        table = "| finding | what it means | what to do |\n|---|---|---|\n" + "\n".join(rows) + "\n"
        guide = GUIDE.read_text()
        old = re.search(r"\| finding \| what it means \| what to do \|\n(\|.*\n)+", guide)
        if os.environ.get("KVALI_ACCEPT") == "1":
            GUIDE.write_text(guide.replace(old.group(0), table))
        else:
            self.assertEqual(old.group(0), table, "KVALI_ACCEPT=1 writes it anew")


class Scanner(unittest.TestCase):
    def texts(self, source):
        return [text.replace(GAP, "{}") for _, text in sentences(source)]

    def test_joins_what_belongs_together(self):
        self.assertEqual(["one two"], self.texts('f("one "\n  "two")'))
        self.assertEqual(["no {} here"], self.texts('f("no " + name(a, "x") + " here")')[:1])
        self.assertEqual(["{} here"], self.texts('f(std::string(name) + " here", 1)'))
        self.assertEqual(["no {}"], self.texts('f(std::string("no ") + name)'))
        self.assertEqual(["a {} b"], self.texts('fmt::format("a {} b", x)'))

    def test_keeps_alternatives_apart(self):
        self.assertEqual(["one", "two"], self.texts('f(a ? "one" : "two")'))

    def test_reads_no_comments_and_characters(self):
        self.assertEqual([], self.texts('// "a b"\n/* "c d" */ \'"\''))


if __name__ == "__main__":
    sys.exit(unittest.main())
