"""Reads the text of a PDF of ours, as a reader would copy it: codes, glyphs, letters."""

import re
import struct
import zlib
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO

from fontTools.ttLib import TTFont

_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_SHOWN = re.compile(rb"/F(\d+) [\d.]+ Tf|\(((?:\\.|[^\\)])*)\) Tj", re.DOTALL)
_ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_CODES = 131072  # bytes of the table from two-byte codes to glyphs


def text_of(pdf: bytes) -> str:
    """All lines, in the order in which they were written."""
    streams = list(_unpacked(pdf))
    tables = [each for each in streams if len(each) == _CODES]
    fonts = [each for each in streams if each.startswith(b"\x00\x01\x00\x00")]
    letters = [_letters(table, font) for table, font in zip(tables, fonts, strict=True)]
    pages = [each for each in streams if b" Tf ET" in each]
    return "\n".join(line for page in pages for line in _lines(page, letters))


def _unpacked(pdf: bytes) -> Iterator[bytes]:
    for packed in _STREAM.findall(pdf):
        with suppress(zlib.error):
            yield zlib.decompress(packed)


def _letters(table: bytes, font: bytes) -> dict[int, str]:
    """Letter of each code."""
    read = TTFont(BytesIO(font))
    names = {name: chr(code) for code, name in read["cmap"].getBestCmap().items()}
    glyphs = struct.unpack(f">{len(table) // 2}H", table)
    order = read.getGlyphOrder()
    return {code: names.get(order[glyph], "") for code, glyph in enumerate(glyphs) if glyph}


def _lines(page: bytes, letters: list[dict[int, str]]) -> Iterator[str]:
    font = 0
    for chosen, shown in _SHOWN.findall(page):
        if chosen:
            font = int(chosen) - 1
            continue
        raw = re.sub(rb"\\(.)", lambda m: _ESCAPES.get(m[1], m[1]), shown, flags=re.DOTALL)
        if font >= len(letters):  # the chart's own: a font that every reader has, a byte a letter
            yield raw.decode("latin-1")
            continue
        codes = struct.unpack(f">{len(raw) // 2}H", raw)
        yield "".join(letters[font].get(code, " " if code == ord(" ") else "?") for code in codes)
