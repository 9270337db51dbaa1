"""Templates made by the grammar: expressions of some depth, and whole templates of nested statements."""

from sequence import Sequence

NUMBERS = ["0", "1", "2", "3", "7", "10", "2.5", "0.5", "1e3", "n", "neg", "f", "items[0]", "users[1].age", "items|length", "loop_n|default(4)"]
STRINGS = ["'a'", "''", "'Bc d'", "s", "name", "words[1]", "'x' ~ n", "s|upper", "name.lower()", "html", "'%d' % n", "d.b.c|string"]
LISTS = ["items", "words", "[]", "[1, 2]", "range(4)|list", "nested[1]", "words|sort", "users|map(attribute='age')|list", "tup", "(1, 2)", "s|list"]
ANY = ["none", "d", "users[0]", "nope", "{'k': 1}", "true", "d.get('zz')", "mixed"]
TEXT_FILTERS = ["upper", "title", "trim", "reverse", "capitalize", "e", "replace('l', 'LL')"]
TEXT_METHODS = ["upper()", "strip()", "replace('a', 'b')", "swapcase()", "center(9, '*')", "zfill(5)"]
LIST_FILTERS = ["reverse", "unique", "sort", "batch(2)", "slice(2)", "map('string')", "reject('none')"]
SEPARATORS = ["", "'l'", "none, 1"]
SELECTIONS = ["", "'string'", "'in', items", "'number'"]
BODY_FILTERS = ["upper", "trim", "title", "replace('a', 'o')", "indent(2)"]


class Expressions:
    def __init__(self, sequence):
        self.sequence = sequence

    def number(self, depth):
        q = self.sequence
        if depth <= 0:
            return q.one(NUMBERS)
        return q.one([
            lambda: f"{self.number(depth - 1)} {q.one(['+', '-', '*', '//', '%', '/'])} {self.number(depth - 1)}",
            lambda: f"({self.number(depth - 1)} {q.one(['+', '-', '*'])} {self.number(depth - 1)})",
            lambda: f"-{self.number(depth - 1)}",
            lambda: f"{q.one(['2', '3', '-2'])} ** {q.one(['2', '3', '0', '-1'])}",
            lambda: f"({self.number(depth - 1)})|{q.one(['abs', 'int', 'float', 'round', 'round(1)', 'string|length'])}",
            lambda: f"({self.list(depth - 1)})|length",
            lambda: f"({self.truth(depth - 1)}) + {self.number(depth - 1)}",
            lambda: f"({self.number(depth - 1)} if {self.truth(depth - 1)} else {self.number(depth - 1)})",
        ])()

    def string(self, depth):
        q = self.sequence
        if depth <= 0:
            return q.one(STRINGS)
        return q.one([
            lambda: f"{self.string(depth - 1)} ~ {self.any(depth - 1)}",
            lambda: f"({self.string(depth - 1)} + {self.string(depth - 1)})",
            lambda: f"{self.string(0)} * {q.below(4)}",
            lambda: f"({self.string(depth - 1)})|{q.one(TEXT_FILTERS)}",
            lambda: f"({self.string(depth - 1)})[{q.one(['0', '-1', '1:', ':2', '::-1', '1:3', '::2'])}]",
            lambda: f"({self.list(depth - 1)})|join({self.string(0)})",
            lambda: f"({self.string(depth - 1)}).{q.one(TEXT_METHODS)}",
            lambda: f"({self.any(depth - 1)})|string",
            lambda: f"'{{}}-{{}}'.format({self.any(depth - 1)}, {self.any(depth - 1)})",
            lambda: f"'%s/%s' % ({self.any(depth - 1)}, {self.any(depth - 1)})",
        ])()

    def list(self, depth):
        q = self.sequence
        if depth <= 0:
            return q.one(LISTS)
        return q.one([
            lambda: f"[{self.any(depth - 1)}, {self.any(depth - 1)}]",
            lambda: f"({self.list(depth - 1)} + {self.list(depth - 1)})",
            lambda: f"({self.list(depth - 1)})|{q.one(LIST_FILTERS)}|list",
            lambda: f"({self.list(depth - 1)})[{q.one(['1:', ':1', '::-1', '-2:', '::2'])}]",
            lambda: f"({self.any(depth - 1)}, {self.any(depth - 1)})",
            lambda: f"({self.string(depth - 1)}).split({q.one(SEPARATORS)})",
            lambda: f"{{'x': {self.any(depth - 1)}, 'y': {self.any(depth - 1)}}}.{q.one(['items', 'keys', 'values'])}()|list",
            lambda: f"({self.list(depth - 1)})|select({q.one(SELECTIONS)})|list",
        ])()

    def truth(self, depth):
        q = self.sequence
        if depth <= 0:
            return q.one(["true", "false", "yes", "no", "n", "none", "items", "nope"])
        return q.one([
            lambda: f"{self.number(depth - 1)} {q.one(['<', '<=', '>', '>=', '==', '!='])} {self.number(depth - 1)}",
            lambda: f"{self.number(0)} < {self.number(depth - 1)} <= {self.number(0)}",
            lambda: f"not {self.truth(depth - 1)}",
            lambda: f"{self.truth(depth - 1)} {q.one(['and', 'or'])} {self.truth(depth - 1)}",
            lambda: f"{self.any(depth - 1)} {q.one(['in', 'not in'])} {self.list(depth - 1)}",
            lambda: f"({self.any(depth - 1)}) is {q.one(['', 'not '])}{q.one(['defined', 'none', 'string', 'number', 'iterable', 'sequence', 'mapping', 'true'])}",
            lambda: f"{self.string(0)} {q.one(['==', 'in', '<', '!='])} {self.string(depth - 1)}",
        ])()

    def any(self, depth):
        q = self.sequence
        if q.chance(12):
            return q.one(ANY)
        return q.one([self.number, self.number, self.string, self.string, self.list, self.truth])(depth)


def expressions(seed, count):
    sequence = Sequence(seed)
    make = Expressions(sequence)
    result = []
    for i in range(count):
        text = "{{ " + make.any(1 + i % 4) + " }}"
        result.append({"t": "\n" * sequence.below(3) + "<" + text + ">", **({"c": "bare"} if sequence.chance(15) else {})})
    return result


class Statements:
    def __init__(self, sequence):
        self.sequence = sequence
        self.make = Expressions(sequence)
        self.blocks = 0

    def tag(self, text):
        q = self.sequence
        return "{%" + q.one(["", "", "", "-", "+"]) + f" {text} " + q.one(["", "", "", "-"]) + "%}"

    def body(self, depth, loop=False):
        return "".join(self.statement(depth, loop) for _ in range(1 + self.sequence.below(3)))

    def statement(self, depth, loop):
        q, make = self.sequence, self.make
        simple = [
            lambda: q.one(["text ", "\n", " a\n  b ", "<p>", "\n\n"]),
            lambda: "{{ " + make.any(2) + " }}",
            lambda: "{{ " + q.one(["x", "y", "ns.v", "i"]) + " }}",
            lambda: self.tag(f"set {q.one(['x', 'y'])} = {make.any(1)}"),
            lambda: self.tag(f"set ns.v = {make.any(1)}"),
            lambda: "{#" + q.one([" note ", "- note -", "\n note\n"]) + "#}",
            lambda: self.tag(f"do items.append({make.number(0)})"),
        ]
        if loop:
            simple += [
                lambda: "{{ loop." + q.one(["index", "index0", "first", "last", "length", "revindex", "previtem", "nextitem", "depth"]) + " }}",
                lambda: "{{ loop.cycle('a', 'b') }}",
                lambda: self.tag(f"if i == {q.one(['1', '2', 'n'])}") + self.tag(q.one(["break", "continue"])) + self.tag("endif"),
            ]
        if depth <= 0:
            return q.one(simple)()
        deep = [
            lambda: self.tag(f"if {make.truth(1)}") + self.body(depth - 1, loop) + q.one(["", self.tag("else") + "other"]) + self.tag("endif"),
            lambda: self.tag(f"if {make.truth(0)}") + "A" + self.tag(f"elif {make.truth(1)}") + self.body(depth - 1, loop) + self.tag("endif"),
            lambda: self.tag(f"for i in {make.list(1)}") + self.body(depth - 1, True) + q.one(["", self.tag("else") + "none"]) + self.tag("endfor"),
            lambda: self.tag(f"for i in {make.list(0)} if {q.one(['i', 'i is string', 'i != 1', 'not i'])}") + self.body(depth - 1, True) + self.tag("endfor"),
            lambda: self.tag(f"set x") + self.body(depth - 1) + self.tag("endset") + "{{ x }}",
            lambda: self.tag(f"filter {q.one(BODY_FILTERS)}") + self.body(depth - 1) + self.tag("endfilter"),
            lambda: self.tag(f"with y = {q.one(['1', 'n', 's', 'items'])}") + self.body(depth - 1) + self.tag("endwith"),
            lambda: self.tag(f"macro m(a, b={q.one(['1', 's', 'a'])})") + "[{{ a }}{{ b }}" + self.body(depth - 1) + "]" + self.tag("endmacro") + "{{ m(" + make.any(0) + ") }}",
            lambda: self.tag("macro w()") + "<{{ caller() }}>" + self.tag("endmacro") + self.tag("call w()") + self.body(depth - 1) + self.tag("endcall"),
            lambda: self.block(depth),
        ]
        return q.one(deep + simple)()

    def block(self, depth):
        self.blocks += 1
        name = f"b{self.blocks}"
        return self.tag(f"block {name}{self.sequence.one(['', ' scoped'])}") + self.body(depth - 1) + self.tag(f"endblock {name}")


def templates(seed, count):
    sequence = Sequence(seed)
    result = []
    for i in range(count):
        text = "{% set ns = namespace(v=0) %}" + Statements(sequence).body(1 + i % 3)
        options = {}
        if sequence.chance(20):
            options["trim_blocks"] = True
        if sequence.chance(20):
            options["lstrip_blocks"] = True
        if sequence.chance(10):
            options["autoescape"] = True
        if len(text) < 700:
            result.append({"t": text, **({"o": options} if options else {})})
    return result
