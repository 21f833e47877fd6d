"""A medicine as the rules see it: what was recognised (a MedicationStatement), and since when, until when, what for."""
from dataclasses import dataclass, field

from intake.clinical.dates.vague import UNKNOWN, VagueDate
from intake.clinical.medicines.drug_classes import DrugClassCode, canonical_classes
from intake.clinical.medicines.statement import MedicationStatement


@dataclass(frozen=True, slots=True)
class MedicineFact:
    """One medicine of the client.

    `classes` are the words of drug_classes.toml; `level`, `status` and `how` as in MedicationStatement; `frequency`
    daily, weekly, as_needed, stopped or "", as the row's own answer has it, else as `written_frequency`: by its words.
    `is_left_out`: it was told, and a newer list does not name it. `disputed`: why somebody says that it is something
    else, while that waits for a review; it counts as read until then.
    """

    as_written: str
    ingredients: tuple[str, ...] = ()
    classes: frozenset[DrugClassCode] = frozenset()
    level: str = ""
    status: str = "taken"
    how: str = "exact"
    frequency: str = ""
    written_frequency: str = ""
    route: str = ""
    candidates: tuple[str, ...] = ()
    question: str = ""
    reveals: str = ""
    started: VagueDate = UNKNOWN
    stopped: VagueDate = UNKNOWN
    reason: str = ""
    words: str = ""
    is_left_out: bool = False
    disputed: str = ""
    answers: tuple[str, ...] = field(default=(), compare=False)

    @property
    def key(self) -> str:
        """What makes it this one and no other: the substances, or the words where nobody knows them."""
        return f"medicine:{'+'.join(sorted(self.ingredients)) or self.as_written.lower()}"

    @classmethod
    def of(cls, statement: MedicationStatement, *, started: VagueDate = UNKNOWN, stopped: VagueDate = UNKNOWN,
           reason: str = "", frequency: str = "", more_classes: tuple[str, ...] = (),
           words: str = "", answers: tuple[str, ...] = ()) -> "MedicineFact":
        """The fact for one recognised statement; what the form says about dates and reason comes beside it."""
        return cls(
            as_written=statement.as_written, ingredients=statement.ingredients,
            classes=canonical_classes((*statement.classes, *more_classes), statement.atc, statement.ingredients,
                                      f"{statement.route} {statement.as_written}"),
            level=statement.level, status=statement.status, how=statement.how,
            frequency=frequency or statement.frequency, written_frequency=statement.frequency, route=statement.route,
            candidates=statement.candidates, question=statement.question, reveals=statement.reveals,
            started=started, stopped=stopped, reason=reason, words=words or statement.as_written, answers=answers,
        )
