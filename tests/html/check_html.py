#!/usr/bin/python3
"""Reads a finished page as a browser and a screen reader would, and says what is wrong with it.

    check_html.py PAGE.html LANG

Python's own parser reads the tags; rules are those of HTML (elements, ids, tables), WCAG 2.1 (headings, names,
alternative texts) and of Kvali (nothing runs, nothing is fetched, every figure leads to its evidence and back).
"""

import base64
import hashlib
import html.parser
import pathlib
import re
import sys

VOID = {"meta", "link", "br", "hr", "img", "col"}
# Elements of SVG that end themselves.
SHAPES = {"rect", "line", "circle", "path"}
FORBIDDEN = {"script", "iframe", "object", "embed", "form", "input", "base", "audio", "video", "foreignobject", "use"}
# What must not stand inside what.
NOT_IN = {"p": {"p", "div", "ul", "ol", "dl", "table", "figure", "section", "h1", "h2", "h3", "h4", "h5", "h6", "nav"},
          "a": {"a"}}
PARENTS = {"li": {"ul", "ol"}, "tr": {"thead", "tbody", "tfoot"}, "td": {"tr"}, "th": {"tr"}, "dt": {"div"}, "dd": {"div"},
           "caption": {"table"}, "thead": {"table"}, "tbody": {"table"}, "tfoot": {"table"}, "colgroup": {"table"},
           "col": {"colgroup"}, "figcaption": {"figure"}, "summary": {"details"}}


class Page(html.parser.HTMLParser):
    """Collects what the checks ask for, and the problems that show while reading."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.problems, self.stack = [], []
        self.ids, self.links, self.headings, self.tables = {}, [], [], []
        self.root, self.policy, self.style, self.text = {}, "", "", []
        self.feed(text)
        self.close()
        if self.stack:
            self.problems.append(f"never ended: {self.stack}")

    def say(self, problem):
        self.problems.append(f"line {self.getpos()[0]}: {problem}")

    def handle_starttag(self, tag, attrs):
        self.check_place(tag)
        named = dict(attrs)
        if len(named) != len(attrs):
            self.say(f"<{tag}> has an attribute twice")
        for name in named:
            if name.startswith("on") or name == "style" or (name == "src" and not named[name].startswith("data:image/")):
                self.say(f"<{tag}> has the attribute {name}")
        if "id" in named:
            if named["id"] in self.ids or not named["id"] or re.search(r"\s", named["id"]):
                self.say(f"the id {named['id']!r} is not one, or not the only one")
            self.ids[named["id"]] = (tag, self.getpos())
        if tag == "html":
            self.root = named
        if tag == "meta" and named.get("http-equiv") == "Content-Security-Policy":
            self.policy = named["content"]
        if tag == "a":
            self.links.append((named.get("href", ""), named.get("id"), self.getpos()))
        if tag == "img" and "alt" not in named:
            self.say("a picture without alternative text")
        if tag == "svg" and named.get("role") != "img" and not self.is_hidden(named):
            self.say("a drawing that neither says what it shows nor is left out")
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        self.read_table(tag, named)
        if tag not in VOID:
            self.stack.append((tag, named))

    def is_hidden(self, named):
        return "true" in [one.get("aria-hidden") for one in [named, *(around for _, around in self.stack)]]

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in SHAPES:
            self.say(f"<{tag}/> is no element that ends itself")
        self.handle_endtag(tag)

    def handle_endtag(self, tag):
        if not self.stack or self.stack[-1][0] != tag:
            self.say(f"</{tag}> ends {self.stack[-1:]}")
            return
        self.stack.pop()
        if tag == "table":
            self.end_table()

    def handle_data(self, data):
        if self.stack and self.stack[-1][0] == "style":
            self.style += data
        else:
            self.text.append(data)

    def check_place(self, tag):
        parent = self.stack[-1][0] if self.stack else ""
        around = {name for name, _ in self.stack}
        if tag in FORBIDDEN:
            self.say(f"<{tag}> has no business here")
        if tag in PARENTS and parent not in PARENTS[tag]:
            self.say(f"<{tag}> stands in <{parent}>")
        for outer, inner in NOT_IN.items():
            if tag in inner and outer in around:
                self.say(f"<{tag}> stands in <{outer}>")

    # Tables: every row fills the width, heads say what they head.
    def read_table(self, tag, named):
        if tag == "table":
            self.tables.append({"rows": [], "hanging": {}, "groups": [], "scopes": set(), "at": self.getpos()[0]})
        if not self.tables:
            return
        table = self.tables[-1]
        if tag == "colgroup":
            table["groups"].append(0)
        if tag == "col":
            table["groups"][-1] += 1
        if tag == "tr":
            table["rows"].append(0)
            for column in [c for c, left in table["hanging"].items() if left > 0]:
                table["rows"][-1] += 1
                table["hanging"][column] -= 1
        if tag in ("td", "th"):
            span = int(named.get("colspan", 1))
            for extra in range(span if int(named.get("rowspan", 1)) > 1 else 0):
                table["hanging"][(len(table["rows"]), table["rows"][-1] + extra)] = int(named["rowspan"]) - 1
            table["rows"][-1] += span
        if tag == "th":
            if "scope" not in named:
                self.say("a heading of a table without a scope")
            table["scopes"].add(named.get("scope"))

    def end_table(self):
        table = self.tables.pop()
        widths = set(table["rows"]) | ({sum(table["groups"])} if table["groups"] else set())
        if len(widths) > 1:
            self.problems.append(f"line {table['at']}: a table of rows {sorted(widths)} wide")
        if "col" not in table["scopes"]:
            self.problems.append(f"line {table['at']}: a table without heads")


def check_links(page):
    """Every link leads somewhere; a row of the annex that leads back is led to from there."""
    back = 0
    for href, _, at in page.links:
        if href.startswith("#"):
            if href[1:] not in page.ids:
                yield f"line {at[0]}: {href} leads nowhere"
            back += href.startswith("#~to.ev-")
        elif not re.match(r"(?i)https?://|mailto:", href):
            yield f"line {at[0]}: a link to {href!r}"
    for href, own, at in page.links:
        if own and own.startswith("~to.") and own[4:] != href[1:]:
            yield f"line {at[0]}: {own} is led back to, and leads to {href}"
    if back < 3:
        yield f"only {back} rows of evidence lead back to their figures"


def check_page(page, lang):
    yield from page.problems
    yield from check_links(page)
    if page.root.get("lang") != lang:
        yield f"the language is {page.root.get('lang')!r}"
    if page.headings[:1] != [1] or page.headings.count(1) != 1:
        yield f"not one heading of the first level, at the beginning: {page.headings[:5]}"
    for upper, lower in zip(page.headings, page.headings[1:]):
        if lower > upper + 1:
            yield f"a heading of level {lower} follows one of level {upper}"
    digest = base64.b64encode(hashlib.sha256(page.style.encode()).digest()).decode()
    if f"style-src 'sha256-{digest}'" not in page.policy or "default-src 'none'" not in page.policy:
        yield "the policy does not fit the page"
    if re.search(r"url\(|@import|expression\(", page.style):
        yield "the style sheet fetches something"
    text = "".join(page.text)
    if re.search("[\u1c90-\u1cbf\ufffd]", text):
        yield "Georgian upper-cased, or a letter that was lost"


def main(path, lang):
    problems = list(check_page(Page(pathlib.Path(path).read_text(encoding="utf-8")), lang))
    print("\n".join(problems))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
