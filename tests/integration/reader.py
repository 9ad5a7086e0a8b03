"""Reads files as somebody else's program reads them: CSV with Python's own reader, LibreOffice's flat spreadsheets (.fods)
from their XML. Asked by lines of JSON ({"csv": path} or {"sheet": path}), answered by lines of JSON: rows of cells."""

import csv
import json
import sys
from xml.etree import ElementTree

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"

csv.field_size_limit(1 << 24)


def read_csv(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.reader(file, strict=True))


def words(part):
    """The text of a paragraph, whose runs of spaces, tabs and links are elements."""
    text = part.text or ""
    for child in part:
        if child.tag == TEXT + "s":
            text += " " * int(child.get(TEXT + "c", "1"))
        elif child.tag == TEXT + "tab":
            text += "\t"
        elif child.tag == TEXT + "line-break":
            text += "\n"
        else:
            text += words(child)
        text += child.tail or ""
    return text


def read_sheet(path):
    rows = []
    for row in ElementTree.parse(path).getroot().iter(TABLE + "table-row"):
        cells = []
        for cell in row.iter(TABLE + "table-cell"):
            one = {
                "kind": cell.get(OFFICE + "value-type", ""),
                "formula": cell.get(TABLE + "formula"),
                "text": "\n".join(words(part) for part in cell.findall(TEXT + "p")),
            }
            cells += [one] * int(cell.get(TABLE + "number-columns-repeated", "1"))
        # What is empty up to the edge of the sheet is no part of the file.
        while cells and not cells[-1]["kind"]:
            cells.pop()
        if cells:
            rows += [cells] * int(row.get(TABLE + "number-rows-repeated", "1"))
    return rows


for line in sys.stdin:
    question = json.loads(line)
    answer = read_csv(question["csv"]) if "csv" in question else read_sheet(question["sheet"])
    print(json.dumps(answer), flush=True)
