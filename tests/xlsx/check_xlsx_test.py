#!/usr/bin/python3
"""Makes workbooks with one flaw at a time; check_xlsx.py must name each."""

import datetime
import io
import pathlib
import sys
import tempfile
import unittest
import xml.etree.ElementTree as ElementTree
import zipfile

try:
    import openpyxl
    from openpyxl.worksheet.table import Table
except ImportError:
    print("skipped: python3-openpyxl not installed (tests/support/packages.test)")
    sys.exit(77)

import check_xlsx

EXPECTED = {
    "sheets": ["შედეგები"],
    "dates": ["შედეგები"],
    "rows": [{"sheet": "შედეგები", "key": "1.1", "values": [69, {"date": "2025-12-08"}]}],
}


def workbook(value=69, date=datetime.date(2025, 12, 8), heading="ფაქტი"):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "შედეგები"
    for row in (["კოდი", heading, "თარიღი"], ["1.1", value, date]):
        sheet.append(row)
    sheet.add_table(Table(displayName="Results", ref="A1:C2"))
    sheet.freeze_panes = "B2"
    sheet.sheet_properties.pageSetUpPr = openpyxl.worksheet.properties.PageSetupProperties(fitToPage=True)
    return book


def findings(book, expected=None, zip_time=(1980, 1, 1, 0, 0, 0), damage=lambda name, data: data):
    saved = io.BytesIO()
    book.save(saved)
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "book.xlsx"
        with zipfile.ZipFile(saved) as source, zipfile.ZipFile(path, "w") as target:
            for name in source.namelist():
                target.writestr(zipfile.ZipInfo(name, zip_time), damage(name, source.read(name)))
        return "\n".join(check_xlsx.check_book(path, expected or EXPECTED))


class Flaws(unittest.TestCase):
    def test_a_good_book_has_none(self):
        self.assertEqual(findings(workbook()), "")

    def test_values_of_the_wrong_sort(self):
        self.assertIn("a number as text, '69'", findings(workbook(value="69")))
        self.assertIn("a number as text", findings(workbook(value="1\u00a0069,5")))
        self.assertIn("a date as text", findings(workbook(date="2025-12-08")))
        self.assertIn("no cell holds a date", findings(workbook(date=None)))

    def test_a_wrong_value(self):
        self.assertIn("no row '1.1'", findings(workbook(value=70)))

    def test_sheets_and_tables(self):
        self.assertIn("sheets are", findings(workbook(), {**EXPECTED, "sheets": ["Results"]}))
        book = workbook()
        del book.active.tables["Results"]
        self.assertIn("no native table", findings(book))
        book = workbook()
        book.active.freeze_panes = None
        self.assertIn("not frozen", findings(book))
        book = workbook()
        book.active.sheet_properties.pageSetUpPr = None
        self.assertIn("page's width", findings(book))
        book.create_sheet("x").sheet_state = "hidden"
        self.assertIn("is hidden", findings(book))

    def test_headings_that_differ_from_the_tables(self):
        rename = lambda name, data: data.replace("ფაქტი".encode(), "სხვა".encode()) if "tables/" in name else data
        self.assertIn("are not the table's columns", findings(workbook(), damage=rename))

    def test_letters_and_errors(self):
        self.assertIn("upper-cased", findings(workbook(value="\u1c90")))
        self.assertIn("was lost", findings(workbook(value="\ufffd")))
        self.assertIn("#REF!", findings(workbook(value="#REF!")))

    def test_parts(self):
        self.assertIn("carries a time", findings(workbook(), zip_time=(2025, 1, 1, 0, 0, 0)))
        not_a_number = lambda name, data: data.replace(b"<v>69</v>", b"<v>nan</v>")
        self.assertIn("holds a number that is none", "".join(findings_of_parts(not_a_number)))
        with self.assertRaises(ElementTree.ParseError):
            findings_of_parts(lambda name, data: data[:-5])


def findings_of_parts(damage):
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "book.xlsx"
        with zipfile.ZipFile(path, "w") as target:
            target.writestr(zipfile.ZipInfo("sheet.xml"), damage("sheet.xml", b"<c><v>69</v></c>"))
        return list(check_xlsx.check_parts(path))


if __name__ == "__main__":
    unittest.main()
