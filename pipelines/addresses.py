"""Where a fault stands as a spreadsheet says it, F17, and what is to be said of it.

Belongs here: column and row as one address, the English sentence. Does not belong here: what is wrong there
(pipelines/validation).
"""

from __future__ import annotations

import polars as pl

from pipelines.workbook.limits import column_letters
from schemas.messages import MESSAGES, sentence
from schemas.quality import REJECT
from schemas.survey import ABOUT, ABOUT_FIELDS

QUESTIONS = [field.name for field in ABOUT_FIELDS]


def with_cell(rejects: pl.DataFrame, headings: pl.DataFrame) -> pl.DataFrame:
    """Rejects with the cell at fault and what to do; the cell is empty where the fault is of a row, sheet or file.

    Shape: quality.reject.
    """
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
        rejects.join(
            known,
            left_on=["file", "sheet", "column_name"],
            right_on=["file", "sheet", "column"],
            how="left",
            maintain_order="left",
        )
        .with_columns(cell=pl.col("letter") + pl.col("row_number").cast(pl.String), sentence=_sentences(rejects))
        .select(list(REJECT.types))
    )


def _sentences(rejects: pl.DataFrame) -> pl.Series:
    """What each rule says in English; null for a rule that has nothing to say to a sender."""
    said = [
        sentence(rule, value, "en") if rule in MESSAGES else None
        for rule, value in rejects.select("rule", "value").iter_rows()
    ]
    return pl.Series("sentence", said, pl.String())
