#!/usr/bin/python3
"""Reads workbooks with the source and with openpyxl and compares them cell by cell.

    oracle_test.py DUMP [FOLDER]

DUMP is the test program xlsx-dump. The workbooks are generated here; with FOLDER, the real ones in it
are read too. Exit code 77: openpyxl is not installed.
"""

import datetime
import decimal
import pathlib
import random
import subprocess
import sys
import tempfile

try:
    import openpyxl
    from openpyxl.utils import get_column_letter
except ImportError:
    print("skipped: python3-openpyxl is not installed")
    sys.exit(77)

DATE_FORMATS = ["yyyy-mm-dd", "dd/mm/yyyy", "mm-dd-yy", '[$-409]d\\-mmm\\-yy;@', 'dd "d. of" mmmm yyyy']
MONTH_FORMATS = ["mmm-yy", "mmmm yyyy", '[$-437]mmmm\\ yyyy;@']
NUMBER_FORMATS = ["General", "0", "0.00", "#,##0.00", '#,##0.00\\ "day"', '"days: "0', '_-* #,##0.00\\ [$₾-437]_-', "[Red]0.0;[Blue]-0.0", "0.00E+00"]
PERCENT_FORMATS = ["0%", "0.00%", "0.0 %"]


def dump(program, path, *options):
    """The source's columns, cells by (row, column index), and messages."""
    done = subprocess.run([program, str(path), *options], capture_output=True, text=True, timeout=60)
    columns, cells, messages = [], {}, []
    for line in done.stdout.splitlines():
        kind, *fields = line.split("\t")
        fields = [unescaped(field) for field in fields]
        if kind == "column":
            columns.append({"name": fields[0], "format": fields[1], **dict(f.split("=", 1) for f in fields[2:])})
        elif kind == "cell":
            cells[int(fields[0]), int(fields[1])] = fields[2]
        else:
            messages.append(fields)
    return done.returncode, columns, cells, messages


def unescaped(text):
    out, i = "", 0
    while i < len(text):
        if text[i] == "\\":
            i += 1
            out += {"n": "\n", "t": "\t", "\\": "\\"}[text[i]]
        else:
            out += text[i]
        i += 1
    return out


def shortest(number):
    """A number as a spreadsheet shows it: 15 significant digits, no exponent."""
    if isinstance(number, int):
        return str(number)
    text = format(decimal.Decimal(repr(number)).normalize(decimal.Context(prec=15, rounding=decimal.ROUND_HALF_UP)), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def is_date_only(value):
    return value.hour == value.minute == value.second == value.microsecond == 0


def expected(cell, typed):
    """What the source is to say for a cell that openpyxl reads; `typed` is its column's format."""
    value = cell.value
    if value is None or cell.data_type == "e":
        return None
    if isinstance(value, bool):
        return ("true" if value else "false") if typed == "b" else ("TRUE" if value else "FALSE")
    if isinstance(value, (int, float)):
        if "%" in cell.number_format:
            text = shortest(float(decimal.Decimal(repr(value)) * 100))
            return text if typed != "u" else text + "%"
        return shortest(value)
    if isinstance(value, datetime.datetime):
        if cell.number_format in MONTH_FORMATS and typed == "u":
            return value.strftime("%Y-%m")
        return value.date().isoformat() if is_date_only(value) else rounded(value)
    if isinstance(value, datetime.time):
        return value.strftime("%H:%M:%S" if value.second else "%H:%M")
    return str(value).replace("\r\n", "\n").strip(" \t\n\r\u00a0\u2007\u202f\u2009\u200b\ufeff") or None


def rounded(value):
    value += datetime.timedelta(microseconds=500000)
    return value.strftime("%Y-%m-%dT%H:%M:%S")


def numbers_equal(got, want):
    """Decimals compare by value: a column of them has one scale."""
    try:
        got, want = decimal.Decimal(got), decimal.Decimal(want)
    except decimal.InvalidOperation:
        return False
    return got == want or abs(got - want) <= decimal.Decimal("5e-13")


def compare(program, path, sheet, *options):
    """Differences between the source's table and openpyxl's sheet; the headings are row 1."""
    code, columns, cells, messages = dump(program, path, f"sheet={sheet}", *options)
    problems = [f"{m[1]}: {m[2]}" for m in messages if m[0] == "3"]
    if code != 0:
        return problems or ["failed without a message"]
    ws = openpyxl.load_workbook(path, data_only=True)[sheet]
    index = {c["kvali:column"]: i for i, c in enumerate(columns) if "kvali:note_of" not in c}
    last = ws.max_row
    seen = 0
    for row in ws.iter_rows(min_row=2, max_row=last):
        for cell in row:
            at = index.get(get_column_letter(cell.column))
            want = expected(cell, columns[at]["format"]) if at is not None else None
            got = cells.get((cell.row, at)) if at is not None else None
            seen += want is not None
            if want == got or (want is not None and got is not None and numbers_equal(got, want)):
                continue
            if at is None and cell.value in (None, ""):
                continue
            problems.append(f"{cell.coordinate}: {got!r}, openpyxl has {want!r}")
    if seen == 0:
        problems.append("nothing was compared")
    return problems


def random_cell(rng, cell):
    kind = rng.randrange(9)
    if kind == 0:
        cell.value = rng.choice([0, 1, -1, 12, 98765, 10**15, rng.randrange(-10**9, 10**9)])
        cell.number_format = rng.choice(NUMBER_FORMATS)
    elif kind == 1:
        cell.value = rng.choice([0.1 + 0.2, 1.1 * 3, 1e-7, 123456.789, -0.5, rng.uniform(-1e6, 1e6), round(rng.uniform(0, 1e7), 2)])
        cell.number_format = rng.choice(NUMBER_FORMATS)
    elif kind == 2:
        cell.value = rng.choice([0, 0.07, 0.45, 1, 1.255, round(rng.random(), 4)])
        cell.number_format = rng.choice(PERCENT_FORMATS)
    elif kind == 3:
        cell.value = datetime.date(1904, 1, 2) + datetime.timedelta(days=rng.randrange(80000))
        cell.number_format = rng.choice(DATE_FORMATS)
    elif kind == 4:
        cell.value = datetime.date(rng.randrange(1990, 2040), rng.randrange(1, 13), 1)
        cell.number_format = rng.choice(MONTH_FORMATS)
    elif kind == 5:
        cell.value = datetime.datetime(2025, 1, 1) + datetime.timedelta(minutes=rng.randrange(10**6))
        cell.number_format = rng.choice(["yyyy-mm-dd hh:mm", "d/m/yy h:mm", "m/d/yy h:mm"])
    elif kind == 6:
        cell.value = rng.random() < 0.5
    elif kind == 7:
        cell.value = rng.choice(["ქალები", " a b ", "x\ny", "<&>\"'", "=1+1 is text", "_x00G1_ stays", "1.10", "n/a", "\u00a0padded\u00a0", "é" * 50, "😀 smile"])
        cell.data_type = "s"
    # else: empty


def generate_mixed(path, seed, epoch_1904):
    """Columns of one kind each, of several kinds, and of none."""
    rng = random.Random(seed)
    wb = openpyxl.Workbook()
    if epoch_1904:
        wb.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    ws = wb.active
    ws.title = "Data გეგმა"
    ws.append([f"h{i}" for i in range(12)])
    pure = [random.Random(seed * 100 + i).randrange(9) for i in range(12)]
    for row in range(2, 60):
        for column in range(1, 13):
            if column % 2:
                random_cell(rng, ws.cell(row, column))
            else:
                keep_kind(rng, ws.cell(row, column), pure[column - 1])
    wb.save(path)
    return ws.title


def keep_kind(rng, cell, kind):
    class Fixed(random.Random):
        def randrange(self, *args):
            return kind if args == (9,) else rng.randrange(*args)
    fixed = Fixed(rng.random())
    if kind == 3 and rng.random() < 0.2:
        return
    random_cell(fixed, cell)


def check_generated(program, folder):
    problems = []
    for seed in range(24):
        path = pathlib.Path(folder) / f"mixed{seed}.xlsx"
        sheet = generate_mixed(path, seed, seed % 3 == 0)
        problems += [f"seed {seed}: {p}" for p in compare(program, path, sheet)]
    return problems


def check_real(program, folder):
    """Real workbooks, each of their sheets, with the first row as headings."""
    problems = []
    for path in sorted(pathlib.Path(folder).rglob("*.xlsx")):
        for ws in openpyxl.load_workbook(path, read_only=False):
            if not any(c.value is not None for row in ws.iter_rows(min_row=2) for c in row):
                continue
            found = compare(program, path, ws.title, "hidden=true", "header=0", )
            problems += [f"{path.name}!{ws.title}!{p}" for p in found]
    return problems


def main():
    program = sys.argv[1]
    with tempfile.TemporaryDirectory() as folder:
        problems = check_generated(program, folder)
    if len(sys.argv) > 2 and pathlib.Path(sys.argv[2]).is_dir():
        problems += check_real(program, sys.argv[2])
    elif len(sys.argv) > 2:
        print(f"skipped: the public files of {sys.argv[2]} are not there")
    print("\n".join(problems[:50]))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
