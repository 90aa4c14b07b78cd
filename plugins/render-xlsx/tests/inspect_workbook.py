"""Prints what openpyxl sees in a workbook, one fact per line."""

import sys

import openpyxl

book = openpyxl.load_workbook(sys.argv[1])
cached = openpyxl.load_workbook(sys.argv[1], data_only=True)
for sheet in book.worksheets:
    print(f"sheet {sheet.title}")
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value is None:
                continue
            kind = type(cell.value).__name__
            line = f"{sheet.title}!{cell.coordinate} {kind} {cell.value!s} [{cell.number_format}]"
            if cell.data_type == "f":
                line += f" = {cached[sheet.title][cell.coordinate].value}"
            print(line)
            if cell.hyperlink:
                print(f"link {cell.coordinate} -> {cell.hyperlink.target or ''}{cell.hyperlink.location or ''}")
            if cell.comment:
                print(f"comment {cell.coordinate} {cell.comment.text}")
    for table in sheet.tables.values():
        print(f"table {table.displayName} {table.ref} totals={table.totalsRowCount or 0} "
              + "|".join(column.name for column in table.tableColumns))
    print(f"freeze {sheet.freeze_panes} repeat {sheet.print_title_rows} charts {len(sheet._charts)}")
properties = book.properties
print(f"property title={properties.title} author={properties.creator} created={properties.created}")
