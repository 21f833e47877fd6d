"""Tables: importing this makes every table known, so that migrations and foreign keys see them all."""

from intake.records import audit, clients, clinic, flags, form_keys, intakes, ready_facts, staff, visits

ALL = (audit, clients, clinic, flags, form_keys, intakes, ready_facts, staff, visits)
