"""
Writes the cases of the differential tests: python3 generate.py FOLDER. One file per feature; the first line names the versions, how many
cases there are and how many were left out for which reason; each further line is a case with what Jinja made of it.
"""

import json
import os
import re
import sys

sys.dont_write_bytecode = True

import documents
import grammar
import mutation
import reference
import shortcuts
import statements
import templates
import texts
import values

KINDS = {
    "TemplateSyntaxError", "TemplateAssertionError", "TemplateNotFound", "TemplatesNotFound", "TemplateRuntimeError", "UndefinedError",
    "SecurityError", "FilterArgumentError", "TypeError", "AssertionError", "ValueError", "KeyError", "IndexError", "AttributeError",
    "ZeroDivisionError", "OverflowError", "UnicodeError", "RuntimeError",
}  # fmt: skip


def reason_to_leave_out(case, result):
    """The name of a difference in docs/jinja/differences.md, or of what no two runs of Python agree about; None to keep the case."""
    source = "\n".join([case["t"], *case.get("l", {}).values()])
    if result[0] == "text":
        if re.search(r" at 0x[0-9a-f]+|memory:|<bound method|<built-in", result[1]):
            return "prints an address or a bound method"
        if "**" in source and re.search(r"\dj\b", result[1]):
            return "complex number"
        if len(result[1]) > 4000:
            return "longer than 4,000 characters"
        return None
    kind, place = result[1:]
    if kind in ("SyntaxError", "IndentationError"):
        return "Python's SyntaxError without a place"
    if kind == "OverflowError" and "'inf'" in source:
        return "int of infinity, which later versions of 3.1 answer"
    if kind == "NameError" and re.search(r"1e400|'inf'", source):
        return "constant infinity, which Jinja cannot read back"
    if kind in ("RecursionError", "MemoryError"):
        return "limit of the machine"
    if kind not in KINDS:
        return "exception without a kind of its own: " + kind
    if kind in ("TemplateSyntaxError", "TemplateAssertionError"):
        return None
    if not place:
        return "error without a place"
    if any("\n" in tag for tag in re.findall(r"\{\{.*?\}\}|\{%.*?%\}", source, re.S)):
        return "run-time error in a tag of several lines"
    if re.search(r"\{%[-+]? *with +\S+ *=", source):
        return "run-time error beside values of with"
    return None


def write(folder, feature, cases):
    seen, left_out, lines = set(), {}, []
    for case in cases:
        case = {"t": case} if isinstance(case, str) else case
        key = json.dumps(case, sort_keys=True)
        if key in seen:
            continue
        seen.add(key)
        result = reference.render(case)
        reason = reason_to_leave_out(case, result)
        if reason:
            left_out[reason] = left_out.get(reason, 0) + 1
            continue
        line = dict(case)
        if result[0] == "text":
            line["r"] = result[1]
        else:
            line["e"], line["at"] = result[1:]
        lines.append(line)
    with open(os.path.join(folder, feature + ".jsonl"), "w", encoding="ascii", newline="\n") as file:
        header = dict(reference.VERSIONS, cases=len(lines), left_out=left_out)
        for line in [header, *lines]:
            file.write(json.dumps(line) + "\n")
    return len(lines), left_out


def main(folder):
    features = {}
    for module in (values, texts, statements, templates, documents):
        features.update(module.features())
    features["grammar-expressions"] = grammar.expressions(7, 330)
    features["grammar-templates"] = grammar.templates(11, 330)
    plain = [c for cases in features.values() for c in cases]
    features["mutations"] = mutation.spoil(13, plain, 420)
    features.update(shortcuts.features())
    total, left_out = 0, {}
    for feature, cases in features.items():
        count, reasons = write(folder, feature, cases)
        total += count
        for reason, times in reasons.items():
            left_out[reason] = left_out.get(reason, 0) + times
        print(f"{feature:24} {count}")
    print(f"{total} cases; left out: {left_out}")


if __name__ == "__main__":
    main(sys.argv[1])
