#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Seeds for the fuzz targets: corpus.py malformed.txt TABLES MAPPINGS writes each text of the list to a file of a folder."""

import pathlib
import re
import sys


def text_of(escaped):
    """The bytes that an escaped text stands for; a count of times is left out."""
    signs = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"\\": b"\\"}
    plain = re.sub(rb"\\\*\d+\{", b"", escaped)
    return re.sub(rb"\\(x[0-9A-F]{2}|.)", lambda m: bytes([int(m[1][1:], 16)]) if len(m[1]) == 3 else signs.get(m[1], m[1]), plain)


def main():
    tables, mappings = (pathlib.Path(folder) for folder in sys.argv[2:4])
    for number, line in enumerate(pathlib.Path(sys.argv[1]).read_bytes().split(b"\n")):
        parts = line.split(b" : ", 4)
        if line.startswith(b"#") or len(parts) < 5:
            continue
        kind, text = parts[3], text_of(parts[4]).replace(b"CASE", b'"noms_mapping": 1, "case": "rec"')
        if kind == b"table":
            (tables / str(number)).write_bytes(b"a" + text)
        else:
            (mappings / str(number)).write_bytes(text.split(b" <<< ")[0])


if __name__ == "__main__":
    main()
