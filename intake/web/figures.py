"""Figures: whether the flags are believed, for the people who answer for them."""

from flask import Blueprint, render_template

from intake.services import figures as figure_acts
from intake.web import access, clock

bp = Blueprint("figures", __name__)


@bp.get("/figures")
@access.needs("reviewer", "administrator")
def show() -> str:
    """Per rule how often raised, agreed and overridden; the clinic against the ceilings; what followed a technique."""
    at = clock.now()
    return render_template("figures/show.html", figures=figure_acts.figures(at=at),
                           techniques=figure_acts.technique_figures(at=at), fewest_visits=figure_acts.FEWEST_VISITS,
                           fewest_judged=figure_acts.FEWEST_JUDGED,
                           hold_ceiling=figure_acts.HOLD_CEILING, caution_ceiling=figure_acts.CAUTION_CEILING)
