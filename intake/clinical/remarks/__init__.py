"""Remarks: what people say in a field that asks for something else, and what they have to be asked about it.

A remark is a question and decides nothing by itself. Clinical source: scale.md#words-in-the-wrong-field.
"""

from intake.clinical.remarks.reading import remarks_in
from intake.clinical.remarks.remark import Remark, RemarkKind

__all__ = ["Remark", "RemarkKind", "remarks_in"]
