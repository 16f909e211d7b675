"""The exceptions onrecord raises on purpose.

A bad *article* is never an exception: it is a `model.Problem`. These are for what makes a whole command impossible.
The command line turns each into its message and exit status 2.
"""


class OnRecordError(Exception):
    """Something the user can mend. Its text says where, what, and what to do."""


class ConfigError(OnRecordError):
    """`mkdocs.yml` or an authority file is wrong. Holds every finding at once, one a line.

    Attributes:
        findings: one message for each fault, "file:line: what. What to do."
    """

    def __init__(self, *findings: str) -> None:
        self.findings = findings
        super().__init__("\n".join(findings))


class StoreError(OnRecordError):
    """The store or the registry cannot be read or written."""


def of_disk(error: OSError) -> str:
    """What the disk refuses, as a message: `docs/index.md: Permission denied.`"""
    return f"{error.filename or 'the disk'}: {error.strerror or error}."


class QueryError(OnRecordError):
    """A search query is not understood.

    Attributes:
        query: the query as given.
        position: the offset in `query` where the trouble begins.
        reason: what is wrong there, and what would be right.
    """

    def __init__(self, query: str, position: int, reason: str) -> None:
        self.query, self.position, self.reason = query, position, reason
        place = f"\n    {query}\n    {' ' * position}^" if query.strip() else ""
        super().__init__(reason + place)
