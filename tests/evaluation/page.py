"""`make evaluate`: the reader held against the gold, printed and kept in docs/reading.md.

Belongs here: laying the figures out. Does not belong here: judging (expressions, articles).
"""

import sys
from collections import Counter
from pathlib import Path

from pipelines.contracts import documents
from pipelines.settings import CHECKOUT, Shipped
from tests.evaluation.articles import VALUES, Counts, judge_articles, judge_sources
from tests.evaluation.expressions import Judged, judge_file

SHARED = CHECKOUT.parent / "shared"
PAGE = CHECKOUT / "docs" / "reading.md"
OWN = CHECKOUT / "tests" / "pipelines" / "contracts" / "expressions.csv"
MEASURED = "## Measured"


def table(counts: Counts) -> str:
    lines = ["| kind of fact | true | false | missed | precision | recall |", "|---|---|---|---|---|---|"]
    for kind, count in sorted(counts.items()):
        found, there = count.true + count.false, count.true + count.missed
        precision = f"{count.true / found:.2f}" if found else "-"
        recall = f"{count.true / there:.2f}" if there else "-"
        lines.append(f"| `{kind}` | {count.true} | {count.false} | {count.missed} | {precision} | {recall} |")
    examples = [example for _, count in sorted(counts.items()) for example in count.examples]
    return "\n".join(lines) + "\n\n" + ("\n".join(f"- {example}" for example in examples) or "None is false or missed.")


def verdicts(judged: list[Judged]) -> str:
    counted = Counter(each.verdict for each in judged)
    wrong = [f"- {each.language} `{each.text}`: {each.found}" for each in judged if each.verdict == "wrong"]
    summary = f"{counted['right']} right, {counted['refused']} refused, {counted['wrong']} wrong of {len(judged)}."
    return "\n".join([summary, *wrong])


def measured(shared: Path) -> tuple[str, bool]:
    """The figures, and whether every bar is reached."""
    names = documents.shipped_names(Shipped().data)
    gold = shared / "gold"
    expressions, own = judge_file(gold / "expressions.csv"), judge_file(OWN)
    sources = judge_sources(shared / "sources", gold / "source_facts.csv", names)
    articles = judge_articles(gold / "articles", gold / "article_labels.jsonl", names)
    values = [articles[kind] for kind in VALUES if kind in articles]
    true, false, missed = (sum(getattr(each, name) for each in values) for name in ("true", "false", "missed"))
    precision, recall = true / max(1, true + false), true / max(1, true + missed)
    right = Counter(each.verdict for each in expressions)
    reached = right["wrong"] == 0 and right["right"] >= 100 and precision >= 0.95 and recall >= 0.8
    reached = reached and all(each.false == 0 and each.missed == 0 for kind, each in sources.items() if kind in VALUES)
    page = f"""{MEASURED}
By `make evaluate`, reader {documents.VERSION}.

### Expressions
Gold: {verdicts(expressions)}

The project's own, of the same kinds: {verdicts(own)}

### The five documents
{table(sources)}

### Labelled articles
Contract and annual values: precision {precision:.2f} (bar 0.95), recall {recall:.2f} (bar 0.80).

{table(articles)}
"""
    return page, reached


def main() -> int:
    shared = Path(sys.argv[1]) if len(sys.argv) > 1 else SHARED
    if not (shared / "gold").exists():
        sys.stderr.write(f"There is no gold in {shared}: give its folder, make evaluate SHARED=/path/to/it.\n")
        return 2
    page, reached = measured(shared)
    sys.stdout.write(page)
    if shared == SHARED:
        before = PAGE.read_text(encoding="utf-8").partition(MEASURED)[0]
        PAGE.write_text(before + page, encoding="utf-8")
    return 0 if reached else 1


if __name__ == "__main__":
    raise SystemExit(main())
