"""Benchmarks: each module measures one part of Intake beside a yardstick of its own, in the same run.

A module has `measure() -> list[Row]`; `python -m bench` finds it by being here. Seconds differ from machine
to machine, so goals are ratios to the yardstick.
"""
