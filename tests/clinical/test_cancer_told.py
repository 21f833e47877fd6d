"""Cancer told over time: whether it is active, and when it was last treated."""

from datetime import date, timedelta

import pytest

from tests.clinical.told import TOLD, facts


@pytest.mark.parametrize(("forms", "status", "last"), [
    ([{"condition_cancer": "now"}], "active", None), ([{"condition_cancer": "never"}], None, None),
    ([{"condition_cancer": "past"}], "remission", None),
    ([{"condition_cancer": "past", "cancer_last_treatment": "2020-05-01"}], "", date(2020, 5, 1)),
    ([{"condition_cancer": "now"}, {"condition_cancer": "past"}], "", TOLD),
    ([{"condition_cancer": "now"}, {"condition_cancer": "past", "cancer_last_treatment": "2026-03-20"}], "",
     date(2026, 3, 20)),
    ([{"condition_cancer": "now"}, {"condition_cancer": "past", "cancer_last_treatment": "2020-05-01"}], "", TOLD),
    ([{"condition_cancer": "now", "cancer_status": "remission"}, {"condition_cancer": "past"}], "remission", None),
    ([{"condition_cancer": "now"}, {"condition_cancer": "never"}], "active", None),
    ([{"condition_cancer": "past", "cancer_last_treatment": "2025-05-01"}, {"cancer_last_treatment": "2020-05-01"}],
     "", date(2025, 5, 1)),
    ([{"condition_cancer": "past", "cancer_last_treatment": "2020-05-01"}, {"cancer_last_treatment": "2025-05-01"}],
     "", date(2025, 5, 1)),
    ([{"condition_cancer": "past", "cancer_last_treatment": "2020-05-01"}, {"cancer_last_treatment": "some day"}],
     "", date(2020, 5, 1)),
    ([{"condition_cancer": "now"}, {"condition_cancer": "now"}, {"condition_cancer": "past"}], "",
     TOLD + timedelta(30)),
    ([{"condition_cancer": "now"}, {"condition_cancer": "now", "cancer_status": "remission"},
      {"condition_cancer": "past"}], "", TOLD),
])
def test_cancer_counts_as_it_was_told_last_and_as_treated_until_it_was_told_as_active(forms, status, last):
    cancer = facts(*forms).cancer

    assert (cancer and cancer.status) == status
    assert (cancer.last_treatment.latest if cancer else None) == last


def test_a_cancer_of_the_past_is_what_the_same_form_says_of_it():
    def cancer(*forms):
        return facts(*forms).cancer

    assert cancer({"condition_cancer": "past", "cancer_status": "active"}).status == "active"
    assert cancer({"condition_cancer": "now", "cancer_status": "remission"}).status == "remission"
    assert cancer({"condition_cancer": "past", "cancer_status": "remission"}, {"condition_cancer": "now"}).status == \
        "active"
    assert cancer({"condition_cancer": "past", "cancer_last_treatment": "some day"}).last_treatment.as_written == \
        "some day"
    assert cancer({"condition_cancer": "past", "cancer_last_treatment": "some day"},
                  {"cancer_last_treatment": "another"}).last_treatment.as_written == "another"


def test_the_last_treatment_of_a_cancer_keeps_its_words_unless_it_was_active_after_it():
    def words(told):
        forms = {"condition_cancer": "now"}, {"condition_cancer": "past", "cancer_last_treatment": told}
        return facts(*forms).cancer.last_treatment.as_written

    assert words("2 March 2026") == "2 March 2026"      # the very day on which it was told as active
    assert words("1 March 2026") == TOLD.isoformat()
    assert words("some day") == TOLD.isoformat()
