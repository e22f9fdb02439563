#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes JSON cases as the documented table: cases_as_table.py NOMS CASE.json... > cohort.csv

NOMS prints the header; columns of sources are added where a case has one. Values keep the text they have in the JSON.
"""

import csv
import json
import subprocess
import sys


def cells_of_list(name, items, cells):
    """The number of elements, and what each of them says."""
    cells[name] = str(len(items)) if items else "none"
    for number, item in enumerate(items, 1):
        cells_of(f"{name}/{number}", item, cells)


def cells_of(name, value, cells):
    """Puts a value into the cells of its columns."""
    if isinstance(value, bool):
        cells[name] = "true" if value else "false"
    elif isinstance(value, str):
        cells[name] = value
    elif isinstance(value, list) and any(isinstance(item, dict) for item in value):
        cells_of_list(name, value, cells)
    elif isinstance(value, list):
        cells[name] = "|".join(value) if value else "none"
    elif isinstance(value.get("value"), dict):
        cells_of(name, {**value["value"], "source": value["source"]}, cells)
    elif "unit" in value or "source" in value:
        cells[name] = "|".join(value["value"]) if isinstance(value["value"], list) else value["value"]
        for part in ("unit", "uncertainty"):
            if part in value:
                cells[f"{name}/{part}"] = value[part]
        for entry, text in value.get("source", {}).items():
            cells[f"{name}/source/{entry}"] = text
    else:
        for member, inner in value.items():
            cells_of(f"{name}/{member}" if name else member, inner, cells)


def rows_of(case):
    """One row for each lesion; the fields of the patient stand in the first."""
    lesions = case.pop("lesions")
    case.pop("noms_case")
    patient = {}
    cells_of("", case, patient)
    for number, lesion in enumerate(lesions):
        cells = patient if number == 0 else {"id": patient["id"]}
        cells_of("lesion", lesion, cells)
        yield cells


def main():
    header = subprocess.run([sys.argv[1], "cohort", "template"], check=True, capture_output=True, text=True).stdout
    columns = header.strip().split(",")
    rows = []
    for path in sys.argv[2:]:
        with open(path, encoding="utf-8") as file:
            rows += rows_of(json.load(file, parse_int=str, parse_float=str))
    for row in rows:
        columns += [name for name in row if name not in columns]
    writer = csv.DictWriter(sys.stdout, columns)
    writer.writeheader()
    writer.writerows(rows)


if __name__ == "__main__":
    main()
