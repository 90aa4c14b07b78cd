#!/usr/bin/python3
"""Reads a finished workbook back with openpyxl and says what is wrong.

    check_xlsx.py FILE.xlsx EXPECTED.json
    check_xlsx.py --office FILE.xlsx EXPECTED.json     opens it in LibreOffice instead

EXPECTED.json: {"sheets": [names in order], "dates": [sheets that must hold dates],
"rows": [{"sheet": name, "key": text in the row, "values": [values that stand in that row]}],
"words": [texts LibreOffice must show]}. A value is a number, a text, or {"date": "2020-12-08"}.
"""

import datetime
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import warnings
import xml.etree.ElementTree as ElementTree
import zipfile

SKIPPED = 77
NUMBER_AS_TEXT = re.compile(r"^[-+]?\d[\d\u00a0 .,]*%?$")
DATE_AS_TEXT = re.compile(r"^(\d{4}-\d{2}-\d{2}|\d{1,2}\.\d{1,2}\.\d{4})$")


def check_parts(path):
    with zipfile.ZipFile(path) as archive:
        broken = archive.testzip()
        if broken:
            yield f"damaged part {broken}"
        for info in archive.infolist():
            if info.date_time != (1980, 1, 1, 0, 0, 0):
                yield f"part {info.filename} carries a time, {info.date_time}"
            if info.filename.endswith((".xml", ".rels")):
                data = archive.read(info)
                ElementTree.fromstring(data)
                if re.search(rb"<v>[^<]*(nan|inf)[^<]*</v>", data, re.IGNORECASE):
                    yield f"part {info.filename} holds a number that is none"


def texts_of(sheet):
    for row in sheet.iter_rows():
        for cell in row:
            if isinstance(cell.value, str):
                yield cell


def check_letters(sheet):
    for cell in texts_of(sheet):
        if "\ufffd" in cell.value:
            yield f"{sheet.title}!{cell.coordinate}: a letter was lost (U+FFFD)"
        if any("\u1c90" <= letter <= "\u1cbf" for letter in cell.value):
            yield f"{sheet.title}!{cell.coordinate}: Georgian was upper-cased"
        if cell.data_type == "e":
            yield f"{sheet.title}!{cell.coordinate}: {cell.value}"


def check_table(sheet, table):
    cells = [list(row) for row in sheet[table.ref]]
    headings = [cell.value for cell in cells[0]]
    names = [column.name for column in table.tableColumns]
    if headings != names:
        yield f"{sheet.title}: headings {headings} are not the table's columns {names}"
    if not all(isinstance(heading, str) and heading.strip() for heading in headings):
        yield f"{sheet.title}: a column has no heading"
    # The first column may hold codes, which look like numbers ("1.1") and are none.
    for row in cells[1:]:
        for cell in row[1:]:
            if isinstance(cell.value, str) and NUMBER_AS_TEXT.match(cell.value):
                yield f"{sheet.title}!{cell.coordinate}: a number as text, {cell.value!r}"
            if isinstance(cell.value, str) and DATE_AS_TEXT.match(cell.value):
                yield f"{sheet.title}!{cell.coordinate}: a date as text, {cell.value!r}"
    if sheet.freeze_panes is None:
        yield f"{sheet.title}: the heading row is not frozen"


def check_sheet(sheet):
    yield from check_letters(sheet)
    for table in sheet.tables.values():
        yield from check_table(sheet, table)
    if not (sheet.sheet_properties.pageSetUpPr and sheet.sheet_properties.pageSetUpPr.fitToPage):
        yield f"{sheet.title}: does not print to the page's width"
    if sheet.sheet_state != "visible":
        yield f"{sheet.title}: is hidden"


def plain(value):
    """A cell's value as EXPECTED.json writes it."""
    if isinstance(value, datetime.datetime):
        return {"date": value.date().isoformat()}
    return value


def check_rows(book, rows):
    for wanted in rows:
        if wanted["sheet"] not in book.sheetnames:
            yield f"no sheet {wanted['sheet']}"
            continue
        candidates = [[plain(cell.value) for cell in row] for row in book[wanted["sheet"]].iter_rows()
                      if any(cell.value == wanted["key"] for cell in row)]
        if not any(all(value in row for value in wanted["values"]) for row in candidates):
            yield f"{wanted['sheet']}: no row {wanted['key']!r} with {wanted['values']}, only {candidates}"


def check_book(path, expected):
    import openpyxl
    # It cannot keep every extension when it saves; nothing is saved here.
    warnings.simplefilter("ignore")
    yield from check_parts(path)
    book = openpyxl.load_workbook(path)
    if book.sheetnames != expected["sheets"]:
        yield f"sheets are {book.sheetnames}, expected {expected['sheets']}"
    for sheet in book.worksheets:
        yield from check_sheet(sheet)
    if not any(sheet.tables for sheet in book.worksheets):
        yield "no native table in any sheet"
    for name in expected.get("dates", []):
        if name in book.sheetnames and not any(isinstance(cell.value, datetime.datetime) for row in book[name].iter_rows() for cell in row):
            yield f"{name}: no cell holds a date"
    yield from check_rows(book, expected.get("rows", []))


def check_office(path, expected):
    """LibreOffice opens the file and shows what is expected, and no error value."""
    with tempfile.TemporaryDirectory(prefix="office-") as folder:
        done = subprocess.run(["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless",
                               "--convert-to", "pdf", "--outdir", folder, path],
                              check=False, capture_output=True, timeout=180)
        made = pathlib.Path(folder) / (pathlib.Path(path).stem + ".pdf")
        if not made.exists():
            yield f"LibreOffice did not convert it: {done.stderr.decode('utf-8', 'replace').strip()}"
            return
        text = subprocess.run(["pdftotext", "-enc", "UTF-8", made, "-"], check=True, capture_output=True).stdout
        shown = re.sub(r"\s+", " ", text.decode("utf-8"))
        for word in expected.get("words", []):
            if word not in shown:
                yield f"LibreOffice does not show: {word}"
        for error in ("#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "Err:"):
            if error in shown:
                yield f"LibreOffice shows {error}"


def main(arguments):
    office = arguments[0] == "--office"
    path, expected_path = arguments[1:] if office else arguments
    if office and not (shutil.which("soffice") and shutil.which("pdftotext")):
        print("skipped: LibreOffice not installed (tests/support/packages.all)")
        return SKIPPED
    if not office:
        try:
            import openpyxl  # noqa: F401
        except ImportError:
            print("skipped: python3-openpyxl not installed (tests/support/packages.test)")
            return SKIPPED
    expected = json.loads(pathlib.Path(expected_path).read_text(encoding="utf-8"))
    wrong = list(check_office(path, expected) if office else check_book(path, expected))
    for line in wrong:
        print(f"{path}: {line}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
