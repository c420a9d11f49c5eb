"""Lists of telling words, as a set or as one pattern.

Belongs here: turning a list into a pattern. Does not belong here: any list; each stands where its words decide.
"""

from __future__ import annotations

import re


def either(words: str) -> re.Pattern[str]:
    """A pattern of any of the expressions, which stand apart by blanks; an underscore is a blank within one."""
    return re.compile("|".join(each.replace("_", " ") for each in words.split()))


def words(listed: str) -> frozenset[str]:
    """A set of words, which stand apart by blanks."""
    return frozenset(listed.split())
