"""Pools that a text names as included or left out."""

import pytest

from pipelines.contracts.clean import cleaned
from pipelines.contracts.scope import POOLS, scope_said
from schemas.codes import COST_POOLS


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "Avtalen omfatter drift, nettverk og telefoni.",
            "hardware_server_network operations_contract telephony_fixed",
        ),
        (
            "Uppdraget rymmer infrastruktur, utskrift och konsulter.",
            "consultants_projects hardware_server_network printing",
        ),
        ("Kommunen har nettverk og telefoni.", ""),
    ],
)
def test_what_is_named_is_in(text, said):
    found = scope_said(cleaned(text))
    assert sorted(found) == said.split() and set(found.values()) <= {"in"}


def test_what_is_left_out_is_out():
    assert scope_said(cleaned("Avtalen omfatter drift. Telefoni inngår ikke i avtalen.")) == {
        "operations_contract": "in",
        "telephony_fixed": "out",
    }


def test_the_pools_are_those_of_the_scope_vector():
    assert set(POOLS) <= set(COST_POOLS)
