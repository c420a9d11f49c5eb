"""What a workbook says beside its values: formulas without a value, errors, when it was saved.

Belongs here: reading the XML parts of xlsx and ods for that, once they are known to hold no entities.
Does not belong here: values (pipelines/workbook/pages), limits (pipelines/workbook/limits).
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from xml.etree import ElementTree

from pipelines.workbook.limits import Refusal, column_number, require_span

# Row -> column, both from 0, -> (rule, what is there).
Faults = dict[int, dict[int, tuple[str, str]]]
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
HAS_FORMULA_OR_ERROR = re.compile(rb'<(?:\w+:)?f[\s>/]|\st="e"')
SAVED = re.compile(rb"<(?:dcterms:modified|dc:date)[^>]*>([^<]+)<")
WITHOUT_VALUE, ERROR = "formula_without_value", "formula_error"


def office_open_faults(texts: Mapping[str, bytes]) -> dict[str, Faults]:
    """Sheet title -> cells of an xlsx that hold an error, or a formula that was never calculated."""
    found: dict[str, Faults] = {}
    for title, part in _sheet_parts(texts):
        if part in texts and HAS_FORMULA_OR_ERROR.search(texts[part]):
            found[title] = _cell_faults(texts[part], part)
    return found


def _sheet_parts(texts: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    book, relations = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
    if book not in texts or relations not in texts:
        raise Refusal("unreadable", f"{book} is missing: this is no workbook")
    targets = {
        element.attrib["Id"]: element.attrib["Target"]
        for element in _parse(texts[relations], relations).iter()
        if "Target" in element.attrib
    }
    for element in _parse(texts[book], book).iter():
        if _local(element.tag) == "sheet":
            relation = next((value for key, value in element.attrib.items() if key.endswith("}id")), "")
            if relation in targets:
                target = targets[relation]
                yield element.attrib["name"], target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def _cell_faults(sheet: bytes, part: str) -> Faults:
    faults: Faults = {}
    row = column = -1
    for element in _parse(sheet, part).iter():
        name = _local(element.tag)
        if name == "row":
            row = int(element.attrib["r"]) - 1 if "r" in element.attrib else row + 1
            column = -1
        elif name == "c":
            place = re.match(r"([A-Z]+)(\d+)$", element.attrib["r"]) if "r" in element.attrib else None
            column = column_number(place.group(1)) - 1 if place else column + 1
            children = {_local(child.tag): child.text for child in element}
            kind = element.attrib.get("t", "n")
            if kind == "e":
                faults.setdefault(row, {})[column] = (ERROR, children.get("v") or "")
            elif "f" in children and kind != "str" and not (children.get("v")):
                faults.setdefault(row, {})[column] = (WITHOUT_VALUE, f"={children['f'] or ''}")
    return faults


def open_document_faults(content: bytes) -> dict[str, Faults]:
    """Sheet title -> cells of an ods that hold an error or no value of a formula. Raises Refusal on a bomb of cells."""
    found: dict[str, Faults] = {}
    for table in _parse(content, "content.xml").iter():
        if _local(table.tag) != "table":
            continue
        title = _attribute(table, "name") or ""
        faults: Faults = {}
        row = width = 0
        for line in (element for element in table.iter() if _local(element.tag) == "table-row"):
            column = 0
            for cell in line:
                if _local(cell.tag) not in ("table-cell", "covered-table-cell"):
                    continue
                kind, formula = _attribute(cell, "value-type"), _attribute(cell, "formula")
                text = "".join(cell.itertext())
                wide = int(_attribute(cell, "number-columns-repeated") or 1)
                if kind or text:
                    width = max(width, column + wide)
                    require_span(row + int(_attribute(line, "number-rows-repeated") or 1), width, title)
                if formula and not kind:
                    faults.setdefault(row, {})[column] = (WITHOUT_VALUE, formula)
                elif formula and text.startswith(("#", "Err:")):
                    faults.setdefault(row, {})[column] = (ERROR, text)
                column += wide
            row += int(_attribute(line, "number-rows-repeated") or 1)
        found[title] = faults
    return found


def saved_at(texts: Mapping[str, bytes]) -> datetime.datetime | None:
    """When the program that wrote the workbook says it was saved; null where it does not say."""
    for part in ("docProps/core.xml", "meta.xml"):
        said = SAVED.search(texts[part]) if part in texts else None
        if said:
            try:
                time = datetime.datetime.fromisoformat(said.group(1).decode("ascii", "replace").strip()[:19])
            except ValueError:
                continue
            return time.replace(tzinfo=datetime.UTC)
    return None


def _parse(content: bytes, part: str) -> ElementTree.Element:
    try:
        return ElementTree.fromstring(content)  # noqa: S314 - see the import
    except (ElementTree.ParseError, RecursionError, ValueError) as error:
        raise Refusal("unreadable", f"{part}: {error}; save it anew as xlsx") from None


def _local(tag: object) -> str:
    return str(tag).rpartition("}")[2]


def _attribute(element: ElementTree.Element, name: str) -> str | None:
    return next((value for key, value in element.attrib.items() if _local(key) == name), None)
