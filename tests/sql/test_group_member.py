"""Members of a group under every number they have had."""


def became(old, name, new, **other):
    return {"unit_id": f"NO-{old}", "name": name, "current_unit_id": f"NO-{new}", "is_split": False} | other


def members(concluded, codes, successors):
    rows = [
        {
            "collaboration_id": "g",
            "member_name": code,
            "member_kind": "municipality",
            "unit_id": f"NO-{code}",
            "role": "member",
            "origin_id": "o",
        }
        for code in codes
    ]
    found = concluded(
        "core.group_member", {"core.collaboration_member": rows, "reference.municipality_successor": successors}
    )
    return [(row["unit_id"], row["current_unit_id"], row["n_members"]) for row in found]


def test_a_member_is_found_under_every_number_it_had(concluded):
    successors = [
        became("1", "M1", "1"),
        became("91", "Old1", "1"),
        became("92", "Older1", "1"),
        became("2", "M2", "2"),
    ]
    assert members(concluded, ["91", "2"], successors) == [
        ("NO-1", "NO-1", 2),
        ("NO-2", "NO-2", 2),
        ("NO-91", "NO-1", 2),
        ("NO-92", "NO-1", 2),
    ]


def test_two_old_members_that_merged_are_one(concluded):
    successors = [became("1", "M1", "1"), became("91", "Old1", "1"), became("92", "Old2", "1")]
    assert {n_members for _, _, n_members in members(concluded, ["91", "92"], successors)} == {1}


def test_a_member_that_was_split_is_no_single_municipality(concluded):
    split = [
        became("1", "M1", "1"),
        became("2", "M2", "2"),
        became("9", "Gone", "2", is_split=True),
        became("9", "Gone", "3", is_split=True),
    ]
    assert members(concluded, ["1", "9"], split) == [("NO-1", "NO-1", 1)]


def test_an_answer_of_a_municipality_that_was_split_is_of_no_member(concluded):
    split = [became("2", "M2", "2"), became("9", "Gone", "2", is_split=True), became("9", "Gone", "3", is_split=True)]
    assert members(concluded, ["2"], split) == [("NO-2", "NO-2", 1)]
