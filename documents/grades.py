"""What grade a year's scores amount to, by that year's own rule; none where the rule or a needed score is unknown."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from documents.data import grade_facts
from models.scores import OVERALL

_PARTS_OF_EIT: Final = ("EIT1", "EIT2")


@dataclass(frozen=True)
class Grade:
    name: str
    certainty: str  # of the year's rule: "verified" or "partly"


def grade(year: int, scores: Mapping[str, Decimal]) -> Grade | None:
    """`scores` by code, OVERALL among them. None: the year has no known rule, or instruments it needs are missing."""
    scale = next((scale for scale in grade_facts()["scale"] if year in scale["years"]), None)
    overall = scores.get(OVERALL)
    if scale is None or overall is None:
        return None
    each = instruments(scores)
    for step in scale["grades"]:
        if overall < step["least"]:
            continue
        if "each" not in step:
            return Grade(step["name"], scale["certainty"])
        if not {"IIT", "EIT", "OIT"} <= each.keys():
            return None  # the overall score alone does not tell
        if min(each.values()) >= step["each"]:
            return Grade(step["name"], scale["certainty"])
    return None


def instruments(scores: Mapping[str, Decimal]) -> dict[str, Decimal]:
    """IIT, EIT (with its parts where they are known) and OIT: as told, else the mean of their indicators."""
    found: dict[str, Decimal] = {}
    for code, indicators in grade_facts()["instruments"].items():
        if code in scores:
            found[code] = scores[code]
        elif all(indicator in scores for indicator in indicators):
            mean = sum((scores[indicator] for indicator in indicators), Decimal(0)) / len(indicators)
            found[code] = mean.quantize(Decimal("0.01"), ROUND_HALF_UP)
    parts = [scores[part] for part in _PARTS_OF_EIT if part in scores]
    if "EIT" not in found and len(parts) == len(_PARTS_OF_EIT):
        found["EIT"] = sum(parts, Decimal(0)) / len(parts)
    found.update({part: scores[part] for part in _PARTS_OF_EIT if part in scores})
    return found


def indicator_name(code: str) -> str:
    return str(grade_facts()["indicators"].get(code, ""))
