"""A period as a FHIR R4 bundle: an Observation for each exercise and day, and one for each answer about pain.

Pain has a LOINC code. For what a camera counts there is none, so those codes are of a system of our own,
`CODES`, and each says in words what it is. Units are UCUM.
"""

import math
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, Final

from formcheck.domain.body import Side
from formcheck.programme.effort import Effort
from formcheck.programme.pain import Pain
from formcheck.review import Say
from formcheck.version import VERSION

MEDIA_TYPE = "application/fhir+json"
CODES: Final = "urn:x-formcheck:observation"
_UCUM, _LOINC = "http://unitsofmeasure.org", "http://loinc.org"
_CATEGORY = "http://terminology.hl7.org/CodeSystem/observation-category"
_PAIN = ("72514-3", "Pain severity - 0-10 verbal numeric rating [Score] - Reported")
_UNITS = {"deg": "deg", "percent": "%", "s": "s", "count": "1", "score": "{score}"}
_PATIENT, _DEVICE = (
    "urn:uuid:7b1c1a52-4f5d-4a1e-9a55-0f6d1f6d0001",
    "urn:uuid:7b1c1a52-4f5d-4a1e-9a55-0f6d1f6d0002",
)


def period_fhir(efforts: Iterable[Effort], pains: Iterable[Pain], first: date, last: date, say: Say) -> str:
    """Text of the bundle, of what lies between first and last, both included; nobody is named in it."""
    from fhir.resources.R4B.bundle import Bundle  # noqa: PLC0415 - takes a second, and few ask for it

    resources: list[tuple[str | None, dict[str, Any]]] = [
        (_PATIENT, {"resourceType": "Patient"}),
        (_DEVICE, _device()),
    ]
    resources += [(None, _exercise(each, say)) for each in efforts if first <= each.day <= last]
    resources += [(None, _pain(each, say)) for each in pains if first <= each.day <= last]
    entries = [
        {"fullUrl": url, "resource": resource} if url else {"resource": resource}
        for url, resource in resources
    ]
    bundle = Bundle.model_validate({"resourceType": "Bundle", "type": "collection", "entry": entries})
    return str(bundle.model_dump_json(exclude_none=True, by_alias=True))


def _device() -> dict[str, Any]:
    return {
        "resourceType": "Device",
        "deviceName": [{"name": "formcheck", "type": "user-friendly-name"}],
        "version": [{"value": VERSION}],
    }


def _observation(code: dict[str, Any], category: str, day: date, **more: Any) -> dict[str, Any]:
    return {
        "resourceType": "Observation",
        "status": "final",
        "category": [{"coding": [{"system": _CATEGORY, "code": category}]}],
        "code": code,
        "subject": {"reference": _PATIENT},
        "effectiveDateTime": day.isoformat(),
        **more,
    }


def _pain(pain: Pain, say: Say) -> dict[str, Any]:
    code, display = _PAIN
    note = say(f"period.pain.column.{pain.moment}")
    if pain.exercise:
        note = f"{note}: {_name(pain.exercise, say)}"
    return _observation(
        {"coding": [{"system": _LOINC, "code": code, "display": display}]},
        "survey",
        pain.day,
        valueQuantity=_quantity(float(pain.score), "score"),
        note=[{"text": note}],
    )


def _exercise(effort: Effort, say: Say) -> dict[str, Any]:
    name = _name(effort.exercise, say)
    return _observation(
        _own(effort.exercise, name),
        "activity",
        effort.day,
        device={"reference": _DEVICE},
        component=[
            {
                "code": _own(code, say(f"period.fhir.{words}", side=side)),
                "valueQuantity": _quantity(value, unit),
            }
            for code, words, side, value, unit in _components(effort, say)
            if not math.isnan(value)
        ],
        note=[{"text": say("report.disclaimer.accuracy")}],
    )


def _components(effort: Effort, say: Say) -> Iterator[tuple[str, str, str, float, str]]:
    """Code, words, leg in words, value, unit."""
    yield "complete-repetitions", "reps", "", float(effort.reps), "count"
    yield "clean-repetitions", "clean", "", float(effort.clean_reps), "count"
    yield "seconds-held", "held", "", effort.held_s, "s"
    yield "seconds-credited", "credited", "", effort.credited_s, "s"
    yield "share-judged", "judged", "", 100.0 * effort.judged_share, "percent"
    yield "pelvic-tilt-change", "tilt", "", effort.tilt_deg, "deg"
    yield "pelvic-tilt-standard-deviation", "tilt_sd", "", effort.tilt_sd_deg, "deg"
    for side in Side:
        yield f"furthest-{side}", "furthest", say(f"side.{side}"), effort.side(side).best, effort.unit


def _own(code: str, text: str) -> dict[str, Any]:
    return {"coding": [{"system": CODES, "code": code, "display": text}], "text": text}


def _quantity(value: float, unit: str) -> dict[str, Any]:
    code = _UNITS[unit]
    return {"value": round(value, 1), "unit": code, "system": _UCUM, "code": code}


def _name(slug: str, say: Say) -> str:
    return say(f"{slug.replace('-', '_')}.name")
