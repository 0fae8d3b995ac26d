"""The JSON Schema of a plan file, made from the tables that the reader and the writer use."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

from policytargets.codec._criteria import BOUND_KEYS, BOUNDS, CHANGES, COMBINATIONS, HEADS, SINCE_WORDS
from policytargets.codec._forms import SCALAR, Key, Languages, OneOf, Words, YesNo
from policytargets.codec._linked import CITED_SCHEMA
from policytargets.codec._records import RESPONSIBILITY, SECTIONS, SOURCE
from policytargets.organisations import Role

FILE = "plan.schema.json"
_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_AMOUNT = {"$ref": "#/$defs/amount"}
_BOUND_HELP = {
    "at_least": "不低于、达到、以上",
    "at_most": "不超过、以内",
    "more_than": "高于、超过: the amount itself is not enough",
    "less_than": "低于、少于: the amount itself is too much",
    "exactly": "this amount and no other",
}
_CHANGE_HELP = {
    "rise": "增长、提高、新增; % is of the baseline",
    "fall": "下降、降低; % is of the baseline",
    "multiple": "so many times the baseline (翻一番: at_least: 2)",
    "growth": "年均增长, in % a year",
}


def _object(properties: dict[str, Any], required: tuple[str, ...] = (), **more: Any) -> dict[str, Any]:
    found: dict[str, Any] = {"type": "object", "additionalProperties": False, "properties": properties}
    return found | ({"required": list(required)} if required else {}) | more


def _one_of(keys: tuple[str, ...]) -> list[dict[str, Any]]:
    return [{"required": [key]} for key in keys]


def _bound_properties() -> dict[str, Any]:
    found: dict[str, Any] = {key: {**_AMOUNT, "description": text} for key, text in _BOUND_HELP.items()}
    found["between"] = {
        "type": "array", "items": _AMOUNT, "minItems": 2, "maxItems": 2,
        "description": "from one amount to another, both included unless open names an end",
    }  # fmt: skip
    found["about"] = {
        "oneOf": [_AMOUNT, _object({"amount": _AMOUNT, "within": _AMOUNT}, ("amount",))],
        "description": "左右; without a tolerance only the exact amount is decided",
    }
    found["open"] = {
        "type": "array", "items": {"enum": ["low", "high"]}, "description": "with between: the ends left out",
    }  # fmt: skip
    found["within"] = {**_AMOUNT, "description": "with about: the tolerance"}
    return {key: found[key] for key in BOUND_KEYS}


def _criterion_properties() -> dict[str, Any]:
    bounds, since = _bound_properties(), {"$ref": "#/$defs/since"}
    changes = {
        key: _object(bounds | {"since": since}, ("since",), oneOf=_one_of(BOUNDS), description=_CHANGE_HELP[key])
        for key in CHANGES
    }
    total = _object(
        bounds | {"over": {"$ref": "#/$defs/period"}},
        ("over",),
        oneOf=_one_of(BOUNDS),
        description="累计: a flow added up",
    )
    many = {"type": "array", "items": {"$ref": "#/$defs/criterion"}, "minItems": 1}
    readings = _object(
        {"because": {"$ref": "#/$defs/languages"}, "of": many},
        ("because", "of"),
        description="the text allows several readings",
    )
    return {
        **bounds, **changes, "total": total,
        "no_worse_than": {**since, "description": "no worse than this baseline, as better says"},
        **{key: {**many, "description": f"{key.replace('_', ' ')} these criteria must hold"} for key in COMBINATIONS},
        "readings": readings,
    }  # fmt: skip


def _responsible() -> dict[str, Any]:
    body = _object(
        {
            "body": {**Words().schema(), "description": "its name or alias; with as_written also its id"},
            "role": {**OneOf(Role).schema(), "description": "lead is 牵头, joint 共同, support 配合, supervise 督导"},
            "as_written": {**Words().schema(), "description": "how the document writes it"},
            "cited": {**YesNo().schema(), "description": "false where no words of the document are cited"},
            **CITED_SCHEMA,
        },
        ("body",),
    )
    return {"type": "array", "items": {"oneOf": [{"type": "string"}, body]}, "description": "who answers, as written"}


def make_schema() -> dict[str, Any]:
    """Make the schema anew from the tables."""
    since_map = _object({"period": {"$ref": "#/$defs/period"}, "amount": _AMOUNT}, minProperties=1)
    records = {
        section: {"type": "object", "propertyNames": Key().schema(), "additionalProperties": record.schema()}
        for section, record in SECTIONS.items()
    }
    properties = {
        "policytargets": {"enum": ["1", 1], "description": "the version of the form"},
        "title": {**Languages().schema(), "description": "the title of the plan"},
        "source": {**SOURCE.schema(), "description": "the document the plan states"},
        "plan_area": {**Key().schema(), "description": "the area the plan is for"},
        **records,
        "responsibilities": {
            "type": "array", "items": RESPONSIBILITY.schema(),
            "description": "responsibilities that cannot stand under responsible: of their items",
        },
    }  # fmt: skip
    return {
        "$schema": _DIALECT,
        "title": "policytargets plan",
        **_object(properties, ("policytargets", "title")),
        "$defs": {
            "languages": {
                "oneOf": [SCALAR, {"type": "object", "additionalProperties": SCALAR, "minProperties": 1}],
                "description": "a text, or one for each language: {zh: 专利, en: patents}",
            },
            "period": {**SCALAR, "description": "2017, 2017-Q1, 2017-11, 2017-11-05, 2016..2020, or 2017年"},
            "amount": {**SCALAR, "description": "a number and its unit: 2.15 件/万人, 15 %, 3 points, 8.2 亿元"},
            "since": {
                "oneOf": [SCALAR, since_map],
                "description": f"a period, an amount with its unit, both, or one of {', '.join(SINCE_WORDS)}",
            },
            "bound": _object(_bound_properties(), oneOf=_one_of(BOUNDS)),
            "criterion": _object(_criterion_properties(), oneOf=_one_of(HEADS)),
            "responsible": _responsible(),
        },
    }


def as_text(schema: dict[str, Any]) -> str:
    """Write a schema as the file that is shipped."""
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def shipped() -> dict[str, Any]:
    """Read the schema that is shipped."""
    found: dict[str, Any] = json.loads(files("policytargets.codec").joinpath(FILE).read_text(encoding="utf-8"))
    return found


if __name__ == "__main__":
    Path(__file__).with_name(FILE).write_text(as_text(make_schema()), encoding="utf-8")
