"""The bars, on labelled texts that lie beside the checkout."""

import pytest

from tests.conftest import SHARED
from tests.evaluation.articles import VALUES, judge_articles, judge_sources
from tests.evaluation.expressions import judge_file

pytestmark = pytest.mark.skipif(not (SHARED / "gold").is_dir(), reason="../shared/gold is not here")


def test_no_gold_expression_is_read_wrong():
    judged = judge_file(SHARED / "gold" / "expressions.csv")
    assert [each for each in judged if each.verdict == "wrong"] == []
    assert sum(each.verdict == "right" for each in judged) >= 100


def test_the_five_documents_give_every_fact_and_no_distractor(names):
    counts = judge_sources(SHARED / "sources", SHARED / "gold" / "source_facts.csv", names)
    assert {kind: (each.missed, each.false) for kind, each in counts.items() if each.missed or each.false} == {}


def test_values_of_labelled_articles(names):
    gold = SHARED / "gold"
    counts = judge_articles(gold / "articles", gold / "article_labels.jsonl", names)
    true, false, missed = (sum(getattr(counts[kind], what) for kind in VALUES) for what in ("true", "false", "missed"))
    assert true / (true + false) >= 0.95 and true / (true + missed) >= 0.8
