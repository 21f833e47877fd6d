"""Tables: importing this makes every table known, so that migrations and foreign keys see them all."""

from intake.records import audit, clients, clinic, flags, form_keys, intakes, staff, visits
from intake.records import ready_facts as rescreening

ALL = (audit, clients, clinic, flags, form_keys, intakes, rescreening, staff, visits)
