#!/usr/bin/python3
"""Follows the links of a report's figures, with other people's programs.

    follow_evidence.py REPORT.xlsx    every figure leads to a row of the sheet of evidence that shows the
                                      same value and names its records, and the row leads back
    follow_evidence.py REPORT.pdf     as many links lead back from the annex as figures are listed, each to
                                      a place before it

Exit code 77: the program that reads the file is not installed.
"""

import json
import shutil
import subprocess
import sys

SHEETS = ("Evidence", "მტკიცებულებები")


def skip(why):
    print(why)
    sys.exit(77)


def target(cell):
    """(sheet, cell) that a link inside the workbook leads to, or None."""
    link = cell.hyperlink
    if link is None or not link.location or "!" not in link.location:
        return None
    sheet, at = link.location.rsplit("!", 1)
    return sheet.strip("'"), at


def workbook_problems(path):
    try:
        import openpyxl
    except ImportError:
        skip("python3-openpyxl is not installed")
    book = openpyxl.load_workbook(path)
    evidence = next(book[name] for name in SHEETS if name in book.sheetnames)
    head = next(row[0].row for row in evidence.iter_rows() if row[-1].value and row[1].value and row[2].value)
    problems, figures = [], 0
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                place = target(cell)
                if sheet is evidence or place is None or place[0] != evidence.title or place[1] == "A1":
                    continue
                figures += 1
                line = evidence[place[1]].row
                if line <= head or not evidence.cell(line, 1).value:
                    problems.append(f"{sheet.title}!{cell.coordinate} leads to {place[1]}, which is no figure")
                elif not evidence.cell(line, 5).value:
                    problems.append(f"{sheet.title}!{cell.coordinate}: {place[1]} names no record")
    rows = without = 0
    for (cell,) in evidence.iter_rows(min_row=head + 1, max_col=1):
        if not cell.value:
            continue
        rows += 1
        back = target(cell)
        if back is None:
            without += 1  # A text, which has records but no link of its own.
            continue
        first = book[back[0]][back[1]]
        if target(first) != (evidence.title, cell.coordinate):
            problems.append(f"{cell.value} leads back to {back[0]}!{back[1]}, which leads elsewhere")
        shown, value = evidence.cell(cell.row, 3).value, first.value
        both = all(isinstance(one, (int, float)) and not isinstance(one, bool) for one in (shown, value))
        if both and abs(shown - value) > 1e-9:
            problems.append(f"{cell.value}: the annex says {shown}, the report {value}")
    if rows < 10 or without * 4 > rows:
        problems.append(f"{without} of {rows} figures do not lead back")
    return problems, f"{figures} links, {rows} figures"


def pdf_problems(path):
    if shutil.which("qpdf") is None:
        skip("qpdf is not installed")
    told = subprocess.run(["qpdf", "--json=1", "--json-key=pages", "--json-key=objects", path],
                          capture_output=True, check=True)
    report = json.loads(told.stdout)
    objects = report["objects"]

    def value(thing):
        return objects.get(thing, thing) if isinstance(thing, str) else thing

    numbers = {page["object"]: i for i, page in enumerate(report["pages"])}
    links = []
    for page, number in numbers.items():
        for one in value(objects[page].get("/Annots", [])) or []:
            note = value(one)
            if "/Dest" in note:
                links.append((number, note["/Rect"], numbers[value(note["/Dest"])[0]], value(note["/Dest"])[3]))
    # A link of the annex leads back to where a link leads to the annex.
    back = [link for link in links if link[2] < link[0]]
    forth = [link for link in links if link[2] > link[0]]
    problems = [] if back and forth else ["no links between figures and annex"]
    for page, _, there, top in back:
        near = [one for one in forth if one[0] == there and abs(one[1][3] - top) < 30]
        if not near:
            problems.append(f"a link of page {page + 1} leads back to page {there + 1}, where no figure is")
    return problems, f"{len(forth)} links to the annex, {len(back)} back"


def main(path):
    problems, told = pdf_problems(path) if path.endswith(".pdf") else workbook_problems(path)
    for problem in problems:
        print(problem)
    print(told)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
