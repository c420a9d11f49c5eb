"""Where a fault stands as a spreadsheet says it: F17.

Belongs here: column and row as one address. Does not belong here: what is wrong there (pipelines/validation).
"""

from __future__ import annotations

import polars as pl

from pipelines.workbook.limits import column_letters
from schemas.quality import REJECT
from schemas.survey import ABOUT, ABOUT_FIELDS

QUESTIONS = [field.name for field in ABOUT_FIELDS]


def with_cell(rejects: pl.DataFrame, headings: pl.DataFrame) -> pl.DataFrame:
    """Rejects with the cell at fault; empty where the fault is of a whole row, sheet or file. Shape: quality.reject."""
    letters = headings.select(
        "file",
        "sheet",
        "column",
        letter=pl.col("position").map_elements(lambda at: column_letters(at + 1), return_dtype=pl.String),
    )
    # An answer of the About sheet stands in the column of answers, whatever was asked.
    answers = headings.filter((pl.col("sheet_name") == ABOUT.name) & (pl.col("column") == "value"))
    answer = letters.join(answers.select("file", "sheet", "column"), on=["file", "sheet", "column"], how="semi")
    questions = answer.drop("column").join(pl.DataFrame({"column": QUESTIONS}), how="cross").select(letters.columns)
    known = pl.concat([letters, questions]).unique(["file", "sheet", "column"], maintain_order=True)
    return (
        rejects.join(known, on=["file", "sheet", "column"], how="left", maintain_order="left")
        .with_columns(cell=pl.col("letter") + pl.col("row_number").cast(pl.String))
        .select(list(REJECT.types))
    )
