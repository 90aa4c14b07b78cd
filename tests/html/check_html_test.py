#!/usr/bin/python3
"""Pages with one flaw at a time; check_html.py must name each.  Argument: a page that has none."""

import pathlib
import sys
import unittest

import check_html

GOOD = pathlib.Path(sys.argv.pop(1)).read_text(encoding="utf-8")


def findings(before="", after="", lang="ka"):
    assert before in GOOD, before
    return "\n".join(check_html.check_page(check_html.Page(GOOD.replace(before, after, 1) if before else GOOD), lang))


class Flaws(unittest.TestCase):
    def test_a_good_page_has_none(self):
        self.assertEqual(findings(), "")

    def test_what_runs_or_fetches(self):
        self.assertIn("no business", findings("</main>", "<script></script></main>"))
        self.assertIn("onclick", findings("<main>", '<main onclick="x">'))
        self.assertIn("attribute style", findings("<main>", '<main style="x">'))
        self.assertIn("attribute src", findings("</main>", '<img alt="" src="https://example.org/x"></main>'))
        self.assertIn("policy", findings("</style>", "p{}</style>"))
        self.assertIn("fetches", findings("</style>", "p{background:url(x)}</style>"))

    def test_elements(self):
        self.assertIn("ends", findings("</main>", "</p></main>"))
        self.assertIn("stands in <p>", findings("</main>", "<p><div></div></p></main>"))
        self.assertIn("stands in <main>", findings("</main>", "<li></li></main>"))
        self.assertIn("alternative text", findings("</main>", '<img src="data:image/png;base64,"></main>'))
        self.assertIn("neither says", findings("</main>", "<svg></svg></main>"))

    def test_tables(self):
        self.assertIn("without a scope", findings(' scope="row"', ""))
        self.assertIn("wide", findings("</tbody>", "<tr><td></td></tr></tbody>"))

    def test_links_and_ids(self):
        self.assertIn("leads nowhere", findings("</main>", '<a href="#missing">x</a></main>'))
        self.assertIn("a link to 'javascript:x'", findings("</main>", '<a href="javascript:x">x</a></main>'))
        self.assertIn("not the only one", findings("</main>", '<p id="x"></p><p id="x"></p></main>'))

    def test_words(self):
        self.assertIn("language", findings(lang="en"))
        self.assertIn("follows one of level", findings("</main>", "<h2>x</h2><h4>x</h4></main>"))
        self.assertIn("not one heading", findings("</main>", "<h1>x</h1></main>"))
        self.assertIn("upper-cased", findings("</main>", "\u1c90</main>"))


if __name__ == "__main__":
    unittest.main()
