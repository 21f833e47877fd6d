"""Errors: the facts for which a service refuses. The web puts them into words; none carries health data."""

from typing import Any


class Refusal(Exception):
    """Anything that a service will not do, named by its subclasses."""


class RecordNotFound(Refusal):
    """No such record, or none that this member of staff may know of."""

    def __init__(self, kind: str = "record") -> None:
        super().__init__(kind)
        self.kind = kind


class RecordsNotReady(Refusal):
    """The database cannot be served just now. Its text is a sentence that says why and what to do."""


class NotPermitted(Refusal):
    """The record exists, and this member of staff may not do this to it."""


class StaleRecord(Refusal):
    """Somebody else saved first. `current` is the record as it stands now; nothing was overwritten."""

    def __init__(self, current: Any = None) -> None:
        super().__init__("stale")
        self.current = current


class AlreadyDone(Refusal):
    """The same form was sent before. `subject_type` and `subject_id` are what the first sending made."""

    def __init__(self, subject_type: str | None, subject_id: int | None) -> None:
        super().__init__("already done")
        self.subject_type = subject_type
        self.subject_id = subject_id


class DraftOpen(Refusal):
    """The client has another draft, which must be finished or discarded first."""

    def __init__(self, client_id: int) -> None:
        super().__init__("draft open")
        self.client_id = client_id


class AlreadySetUp(Refusal):
    """This clinic has its administrator already."""


class EmailTaken(Refusal):
    """Another member of staff signs in with this address."""


class LastAdministrator(Refusal):
    """Without this person nobody could administer the clinic."""


class VisitBlocked(Refusal):
    """The visit may not start. `flags` say why; `asks` are the findings of rules that only ask (R66, R75, R76)."""

    def __init__(self, flags: Any = (), asks: Any = ()) -> None:
        super().__init__("visit blocked")
        self.flags = flags
        self.asks = asks


class RecordArchived(Refusal):
    """The client has died, moved away or was archived: nothing new is begun on the record."""


class LikelyDoubles(Refusal):
    """Somebody of a similar name was born on the same day. `clients` are they."""

    def __init__(self, clients: Any = ()) -> None:
        super().__init__("likely doubles")
        self.clients = clients


class StopStands(Refusal):
    """A STOP cannot be overridden or adapted: only a new dated assessment closes it."""

    def __init__(self, flag: Any = None) -> None:
        super().__init__("stop stands")
        self.flag = flag


class InvalidInput(Refusal):
    """Something sent is out of range. `problems` maps the field's name to a message for it."""

    def __init__(self, problems: dict[str, str]) -> None:
        super().__init__("invalid input")
        self.problems = problems


def refuse_if_stale(record: Any, version: int) -> None:
    """Raise StaleRecord when `record` has been changed since the version that a form began from."""
    if record.version != version:
        raise StaleRecord(record)
