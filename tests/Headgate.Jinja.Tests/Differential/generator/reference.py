"""Renders a case with Jinja itself and says what came of it: a text, or a kind of error and its place."""

import datetime
import decimal
import json
import os
import sys

import jinja2
from markupsafe import Markup

KINDS = {
    "UnicodeEncodeError": "UnicodeError",
    "UnicodeDecodeError": "UnicodeError",
}

UNDEFINED = {
    "Default": jinja2.Undefined,
    "Strict": jinja2.StrictUndefined,
    "Chainable": jinja2.ChainableUndefined,
    "Debug": jinja2.DebugUndefined,
}


def typed(value):
    """A value of contexts.json: "$tuple" and the like stand for what JSON has no word for."""
    if isinstance(value, list):
        return [typed(v) for v in value]
    if not isinstance(value, dict):
        return value
    if len(value) == 1:
        (key, inner), = value.items()
        if key == "$tuple":
            return tuple(typed(inner))
        if key == "$set":
            return set(typed(inner))
        if key == "$int":
            return int(inner)
        if key == "$float":
            return float(inner)
        if key == "$safe":
            return Markup(inner)
        if key == "$decimal":
            return decimal.Decimal(inner)
        if key == "$datetime":
            return datetime.datetime.fromisoformat(inner)
        if key == "$date":
            return datetime.date.fromisoformat(inner)
        if key == "$timedelta":
            return datetime.timedelta(seconds=inner)
    return {k: typed(v) for k, v in value.items()}


with open(os.path.join(os.path.dirname(__file__), "..", "contexts.json"), encoding="utf-8") as file:
    CONTEXTS = json.load(file)


def render(case):
    """Gives ("text", output) or ("error", kind, "template:line")."""
    templates = dict(case.get("l", {}), main=case["t"])
    options = dict(case.get("o", {}))
    options["undefined"] = UNDEFINED[options.get("undefined", "Default")]
    environment = jinja2.Environment(
        loader=jinja2.FunctionLoader(lambda n: (templates[n], n, None) if n in templates else None),
        extensions=["jinja2.ext.do", "jinja2.ext.loopcontrols"],
        cache_size=0,
        **options,
    )
    try:
        return ("text", environment.get_template("main").render(typed(CONTEXTS[case.get("c", "main")])))
    except jinja2.TemplateSyntaxError as error:
        return ("error", type(error).__name__, f"{error.name}:{error.lineno}")
    except Exception as error:
        place, trace = "", error.__traceback__
        while trace is not None:
            if trace.tb_frame.f_code.co_filename in templates:
                place = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}"
            trace = trace.tb_next
        kind = type(error).__name__
        return ("error", KINDS.get(kind, kind), place)


VERSIONS = {"jinja2": jinja2.__version__, "python": ".".join(map(str, sys.version_info[:3]))}
