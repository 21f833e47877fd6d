"""Re-screening: what it would change, for those who answer for the rules, before it changes anything."""

from flask import Blueprint, render_template, request

from intake.services import audit, prospects
from intake.web import access, clock
from intake.web.ids import record_id

bp = Blueprint("rescreening", __name__)


@bp.get("/rescreening")
@access.needs("reviewer", "administrator")
def preview() -> str:
    """The clients whose flags would change, who would come to STOP first; a part at a time. Nothing is changed."""
    after = request.args.get("after", type=record_id) or 0
    page = prospects.forecast_page(on=clock.today(), after=after)
    forecast = page.forecast
    audit.record_read("rescreening.read", by=access.current_staff(), at=clock.now(),
                      detail=f"after={after},changes={forecast.tally.changed},failed={len(forecast.tally.failed)}")
    return render_template("rescreening/preview.html", page=page, forecast=forecast, after=after,
                           coming={tier.name: those for tier, those in forecast.coming().items()})
