"""Names as shipped, once, and a text read in one call."""

from collections.abc import Callable

import pytest

from pipelines.contracts import documents
from pipelines.contracts.parties import Names
from pipelines.contracts.reading import Reading, Text, read
from tests.conftest import DATA


@pytest.fixture(scope="session")
def names() -> Names:
    return documents.shipped_names(DATA)


@pytest.fixture
def reading(names: Names) -> Callable[..., Reading]:
    return lambda text, **known: read(Text(text, **known), names)
