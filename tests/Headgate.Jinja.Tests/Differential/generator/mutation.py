"""Spoils templates of the other features by one or two changes of their tokens."""

import re

from sequence import Sequence

TOKENS = re.compile(r"\{[{%#][-+]?|[-+]?[}%#]\}|\w+|\s+|'[^'\n]*'|.", re.S)
PIECES = [
    "{%", "%}", "{{", "}}", "{#", "#}", "-%}", "{%-", "'", "(", ")", "[", "]", "|", "~", "**", "//", " if ", " else ", " is ", " not ", " in ", "\n",
    ".", ",", ":", "=", "==", "*", "%", "!", "1", "x", "$", "{% endfor %}", "{% endif %}", "{% else %}", "{% block q %}", "{% raw %}", "{% break %}",
]  # fmt: skip


def spoil(seed, cases, count):
    sequence = Sequence(seed)
    sources = [c if isinstance(c, dict) else {"t": c} for c in cases]
    sources = [c for c in sources if "{" in c["t"] and len(c["t"]) < 300]
    result = []
    for _ in range(count):
        case = dict(sequence.one(sources))
        tokens = TOKENS.findall(case["t"])
        for _ in range(1 + sequence.below(2)):
            at = sequence.below(len(tokens))
            action = sequence.below(5)
            if action == 0:
                del tokens[at]
            elif action == 1:
                tokens.insert(at, tokens[at])
            elif action == 2:
                other = sequence.below(len(tokens))
                tokens[at], tokens[other] = tokens[other], tokens[at]
            elif action == 3:
                tokens[at] = sequence.one(PIECES)
            else:
                tokens.insert(at, sequence.one(PIECES))
            if not tokens:
                break
        case["t"] = "".join(tokens)
        result.append(case)
    return result
