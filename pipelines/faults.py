"""The ways a build or a command can stop for a reason a person can act on.

Belongs here: exceptions whose message says what happened, where, and what to do. Does not belong here:
faults of single rows, which never stop anything and go to quality.reject.
"""


class UserError(Exception):
    """Something the person can mend; shown as one sentence, never with a traceback."""

    exit_code = 2


class StructuralFault(UserError):
    """A file or table does not have the columns it must have."""

    exit_code = 3


class GateClosed(UserError):
    """A release was refused; the live warehouse is as it was."""

    exit_code = 4
