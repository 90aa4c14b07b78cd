#!/usr/bin/python3
"""Damages a good report in one way at a time; check_pdf.py must name each flaw.

    check_pdf_test.py GOOD.pdf
"""

import pathlib
import subprocess
import sys
import tempfile
import unittest

import check_pdf

GOOD = None


def findings(data, expected_text=None):
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "damaged.pdf"
        path.write_bytes(data)
        expected = None
        if expected_text is not None:
            expected = pathlib.Path(folder) / "expected.txt"
            expected.write_text(expected_text, encoding="utf-8")
        return "\n".join(check_pdf.findings(path, expected))


class Flaws(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        # Uncompressed, one object after the other: replacements of equal length keep the offsets.
        cls.plain = subprocess.run(["qpdf", "--qdf", "--object-streams=disable", "--stream-data=uncompress", GOOD, "-"],
                                   check=True, capture_output=True).stdout

    def damaged(self, old, new):
        self.assertEqual(len(old), len(new))
        self.assertIn(old, self.plain)
        return findings(self.plain.replace(old, new))

    def test_a_good_file_has_none(self):
        self.assertEqual(findings(GOOD.read_bytes()), "")

    def test_fonts_without_text_or_outlines(self):
        self.assertIn("ToUnicode no", self.damaged(b"/ToUnicode", b"/ToUnicxde"))
        self.assertIn("embedded no", self.damaged(b"/FontFile2", b"/FontFilx2"))

    def test_navigation(self):
        self.assertIn("no outline", self.damaged(b"/Outlines ", b"/Outlinex "))
        self.assertIn("no links", self.damaged(b"/Subtype /Link", b"/Subtype /Lixk"))

    def test_tags(self):
        self.assertIn("no Table in the structure tree", self.damaged(b"/S /Table", b"/S /Tabel"))
        self.assertIn("no Document in the structure tree", self.damaged(b"/StructTreeRoot ", b"/StructTreeRoox "))
        self.assertIn("level 4 follows", self.damaged(b"/S /H2", b"/S /H4"))

    def test_a_page_too_small_for_its_words(self):
        self.assertIn("outside the page", self.damaged(b"595", b" 99"))

    def test_a_broken_file(self):
        self.assertIn("qpdf --check", findings(GOOD.read_bytes()[:-300]))

    def test_sentences(self):
        self.assertIn("not found: ეს წინადადება არ წერია", findings(GOOD.read_bytes(), "ეს წინადადება არ წერია\n"))
        self.assertEqual("", findings(GOOD.read_bytes(), "# a comment\n! ეს წინადადება არ წერია\n"))

    def test_letters(self):
        self.assertIn("upper-cased", "".join(check_pdf.check_letters("\u1c90")))
        self.assertIn("was lost", "".join(check_pdf.check_letters("a\ufffd")))
        self.assertEqual(0, check_pdf.overlap((0, 0, 10, 10), (10, 0, 20, 10)))
        self.assertEqual(0.5, check_pdf.overlap((0, 0, 10, 10), (5, 0, 15, 10)))


if __name__ == "__main__":
    GOOD = pathlib.Path(sys.argv.pop()).resolve()
    unittest.main()
