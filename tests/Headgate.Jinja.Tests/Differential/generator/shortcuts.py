"""Cases beside the ways that a renderer may shorten: text that grows in a namespace, loops that only count, calls of one macro after another."""

START = "{% set ns = namespace(t='') %}"
LOOP = "{% for i in items %}"
END = "{% endfor %}"

APPENDED = ["i", "'-'", "i ~ '-'", "n ~ s", "'<' ~ i ~ '>'", "1 ~ 2.5", "none", "nope", "items", "safe", "html", "ns.t", "ns.t ~ 'x'", "loop.index", "loop.index0 ~ loop.first", "i|string", "'é😀'", "ns", "m()", "big", "dt", "''", "ns.nope", "nope.x"]
AFTER = ["{{ ns.t }}", "[{{ ns.t|length }}]", "{{ ns }}", "{{ ns.t.upper() }}", "{{ ns['t'] }}", "{% set ns.t = ns.t ~ 'end' %}{{ ns.t }}", "{{ ns.t == ns.t }}"]


def growing():
    macro = "{% macro m() %}{% set ns.t = ns.t ~ 'm' %}r{% endmacro %}"
    result = []
    for appended in APPENDED:
        for setup in (START, START + macro):
            if ("m()" in appended) == (setup != START):
                body = LOOP + "{% set ns.t = ns.t ~ " + appended + " %}"
                result.append(setup + body + END + "{{ ns.t }}")
                result.append(setup + body + "{{ ns.t }};" + END)
                result.append("{% autoescape true %}" + setup + body + END + "{{ ns.t }}{% endautoescape %}")
                result.append("{% autoescape yes %}" + setup + body + END + "{{ ns.t }}{% endautoescape %}")
    for after in AFTER:
        result.append(START + LOOP + "{% set ns.t = ns.t ~ i ~ ',' %}" + END + after)
        result.append(START + LOOP + "{% set ns.t = ns.t ~ i ~ ',' %}" + after + END)
    return result + [
        "{% set ns = namespace() %}{% for i in items %}{% set ns.t = ns.t ~ i %}{% endfor %}{{ ns.t }}",
        "{% set ns = namespace(t=5) %}{% for i in items %}{% set ns.t = ns.t ~ i %}{% endfor %}{{ ns.t + 'x' }}",
        "{% set ns = namespace(t=[]) %}{% for i in items %}{% set ns.t = ns.t ~ i %}{% endfor %}{{ ns.t }}",
        "{% set ns = namespace(t=safe) %}{% for i in items %}{% set ns.t = ns.t ~ '<' %}{% endfor %}{{ ns.t }}{{ ns.t is escaped }}",
        "{% set ns = namespace(a='a', b='b') %}{% for i in items %}{% set ns.a = ns.a ~ i %}{% set ns.b = ns.b ~ ns.a %}{% endfor %}{{ ns.a }}/{{ ns.b }}",
        "{% set ns = namespace(a='a', b='b') %}{% for i in items %}{% set ns.a = ns.a ~ i %}{% set ns.b = ns.b ~ i %}{% endfor %}{{ ns.a }}/{{ ns.b }}",
        "{% set ns = namespace(a='a') %}{% set other = ns %}{% for i in items %}{% set ns.a = ns.a ~ i %}{% set other.a = other.a ~ '+' %}{% endfor %}{{ ns.a }}{{ other.a }}",
        "{% set ns = namespace(a='a') %}{% for i in items %}{% set ns.a = ns.a ~ i %}{% set ns.a = 'b' %}{% set ns.a = ns.a ~ i %}{% endfor %}{{ ns.a }}",
        "{% set ns = namespace(a='a') %}{% for i in items %}{% set ns.a = ns.a ~ i %}{% set x = ns.a %}{% set ns.a = ns.a ~ '!' %}{{ x }} {% endfor %}{{ ns.a }}",
        "{% set ns = namespace(a='a') %}{% for i in items %}{% set ns.b = ns.a ~ i %}{% endfor %}{{ ns.b }}{{ ns.a }}",
        "{% set ns = namespace(a='a') %}{% for i in items %}{% set ns.a = i ~ ns.a %}{% endfor %}{{ ns.a }}",
        "{% set ns = namespace(a='a') %}{% set ns.a %}{% for i in items %}{{ ns.a }}{% set ns.a = ns.a ~ i %}{% endfor %}{% endset %}{{ ns.a }}",
        "{% set d = {'a': 'x'} %}{% set d.a = d.a ~ 'y' %}{{ d }}",
        "{% macro m(out) %}{% set out.t = out.t ~ '.' %}{% endmacro %}{% set ns = namespace(t='') %}{% for i in items %}{{ m(ns) }}{% set ns.t = ns.t ~ i %}{% endfor %}{{ ns.t }}",
        "{% set ns = namespace(t='') %}{% macro m() %}{% set ns.t = ns.t ~ 'm' %}{{ ns.t }}{% endmacro %}{{ m() }}{{ m() }}{{ ns.t }}",
        {"t": "{% import 'lib' as l %}{{ l.add() }}{{ l.add() }}{{ l.ns.t }}", "l": {"lib": "{% set ns = namespace(t='a') %}{% macro add() %}{% set ns.t = ns.t ~ 'b' %}{% endmacro %}{% set ns.t = ns.t ~ 'c' %}"}},
    ]  # fmt: skip


READS = ["{{ loop.index }}", "{{ loop.index0 }}", "{{ loop.first }}", "{{ loop.index + 1 }}", "{% if loop.first %}F{% endif %}", "{% if not loop.first %},{% endif %}", "{{ loop.index ~ i }}", "{{ loop.index is odd }}", "{{ [loop.index, loop.first] }}", "{{ loop.index|string|length }}", "{% set k = loop.index %}{{ k }}", "{{ loop['index'] }}", "{{ loop.index }}{{ loop.last }}", "{{ loop }}", "{{ loop.depth }}", "{{ loop.index.x }}", "{{ loop.index() }}"]
HEADS = ["i in items", "i in range(3)", "i in 'aé😀'", "i in d", "i in (1, 2)", "i in items if i > 1", "i in []", "i in one", "i in items|map('string')", "i, j in pairs", "i in nope", "i in none"]
INSIDE = [
    "{% for j in range(loop.index) %}{{ j }}{% endfor %}{{ loop.index }}", "{% for j in items %}{{ loop.index }}{% endfor %}{{ loop.index }}", "{% for j in items %}{{ loop.last }}{% endfor %}{{ loop.index }}", "{% for j in [] %}{% else %}{{ loop.index }}{% endfor %}",
    "{% for j in items if j > loop.index %}{{ j }}{% endfor %}", "{% for j in items %}{{ j }}{% endfor %}{{ loop.index }}", "{% with x = loop.index %}{{ x }}{% endwith %}", "{% filter upper %}a{{ loop.index }}{% endfilter %}", "{% set x %}{{ loop.index }}{% endset %}{{ x }}", "{% include 'part' %}", "{% include 'part' %}{{ loop.index }}", "{% import 'lib' as l with context %}{{ l.show() }}{{ loop.index }}",
    "{% macro m() %}{{ loop.index }}{% endmacro %}{{ m() }}{{ loop.index }}", "{% macro m() %}{{ loop is defined }}{% endmacro %}{{ m() }}", "{% if i == 1 %}{% continue %}{% endif %}{{ loop.index }}", "{% if loop.index == 2 %}{% break %}{% endif %}{{ loop.index }}", "{% for j in tree recursive %}{{ loop.index }}{{ loop(j.kids) }}{% endfor %}{{ loop.index }}", "{% for j in items %}{% for k in items %}{{ loop.index }}{% endfor %}{{ loop.first }}{% endfor %}{{ loop.index0 }}",
    "{% set outer = loop %}{% for j in items %}{{ outer.index }}{{ loop.index }}{% endfor %}", "{{ loop.nope }}{{ loop.index }}", "{{ loop.cycle('a', 'b') }}{{ loop.index }}", "{{ loop.index if loop.first else 'n' }}", "{{ (loop).index }}", "{{ loop|string|length > 0 }}", "{% set loop = 5 %}", "{% do items.append(1) if loop.index < 3 %}{{ loop.index }}", "{% for j in items %}{% include 'part' %}{% endfor %}{{ loop.index }}", "{% autoescape true %}{{ loop.first }}{{ loop.index }}{% endautoescape %}", "{{ super() }}{{ loop.index }}", "{% block b scoped %}{{ loop.index }}{% endblock %}{{ loop.index }}", "{% call(x) c() %}{{ loop.index }}{{ x }}{% endcall %}{{ loop.index }}",
]  # fmt: skip
OTHERS = {"part": "({{ loop.index }}{{ loop is defined }})", "lib": "{% macro show() %}{{ loop.index }}{% endmacro %}"}


def counting():
    result = []
    for read in READS:
        for head in HEADS:
            result.append("{% for " + head + " %}" + read + ";{% else %}none{% endfor %}")
    for inside in INSIDE:
        case = "{% macro c() %}{{ caller(1) }}{% endmacro %}{% for i in items %}" + inside + ";{% else %}none{% endfor %}{{ loop is defined }}"
        result.append({"t": case, "l": OTHERS})
    return result + [
        "{% for i in items %}{{ loop.index }}{% endfor %}{% for i in items %}{{ loop.last }}{% endfor %}{% for i in items %}{{ loop.index0 }}{% endfor %}",
        "{% for i in items %}{{ loop.index }}{% endfor %}{{ loop.index }}",
        "{% set loop = 7 %}{% for i in items %}{{ loop.index }}{% endfor %}{{ loop }}",
        "{{ loop.index }}{{ loop.first }}",
        "{% macro m(loop) %}{{ loop.index }}{{ loop.first }}{% endmacro %}{{ m({'index': 'x'}) }}",
        "{% with loop = {'index': 'y'} %}{{ loop.index }}{% for i in items %}{{ loop.index }}{% endfor %}{{ loop.index }}{% endwith %}",
        "{% for i in items %}{% set l = items %}{{ loop.index }}{% endfor %}",
        "{% set l = [1, 2] %}{% for i in l %}{% if l|length < 5 %}{% do l.append(9) %}{% endif %}{{ loop.index }}{% endfor %}",
        "{% set l = [1, 2, 3] %}{% for i in l %}{% do l.remove(i) %}{{ loop.index }}{{ i }}{% endfor %}{{ l }}",
        "{% set e = {'a': 1} %}{% for k in e %}{% do e.update({'b': 2}) %}{{ loop.index }}{% endfor %}",
    ]  # fmt: skip


ROWS = ["{{ i }}", "{{ i }},", "a{{ i }}", "{{ i }}{{ i }}", "<{{ i }}|{{ loop.index }}>", "{{ loop.index0 }}{{ i }} \n", "{{ n }}{{ i }}{{ s }}é", "{{ nope }}[{{ i }}]", "{{ safe }}{{ i }}{{ html }}", "{{ big }}/{{ dt }}", "{{ items }}{{ loop.index }}"]
ROW_HEADS = [
    "i in range(-11, 12, 11)", "i in range(8, 12)", "i in range(98, 102)", "i in range(998, 1002)", "i in range(9998, 10002)", "i in range(0, 10000000000000, 3333333333333)", "i in range(3, 0, -1)", "i in range(0)", "i in (7, 'x', none)",
    "i in ['', 'a', 'ab', 'abc', 'abcd', 'abcdefg', 'abcdefgh', 'abcdefghi', 'abcdefghijklmno', 'abcdefghijklmnop', 'abcdefghijklmnopq', 'é😀']", "i in [1.5, true, none, [1, 'q'], {'a': 1}, '<&>', -5, 12345678901234567890]", "i in [dt, big, safe, html, nope]", "i in [nope.x]", "i in items * 60", "i in ['0123456789' * 12] * 9",
]  # fmt: skip
ROW_FRAMES = ["%s", "{% autoescape true %}%s{% endautoescape %}", "{% macro m() %}%s{% endmacro %}{{ m() }}{{ m() }}", "{% set x %}%s{% endset %}{{ x|length }}{{ x }}", "{% for o in range(2) %}%s{% endfor %}"]


def rows():
    loops = ["{% for " + head + " %}" + row + "{% else %}none{% endfor %}" for head in ROW_HEADS for row in ROWS]
    result = [frame.replace("%s", loop) for i, loop in enumerate(loops) for j, frame in enumerate(ROW_FRAMES) if j == 0 or (i + j) % 4 == 0]
    return result + [
        "{% for i in items %}{{ i }}{% endfor %}{{ i }}",
        "{% set i = 'before' %}{% for i in items %}{{ i }}{% endfor %}{{ i }}",
        "{% for i in items %}{{ i }}{{ j }}{% endfor %}{% for j in items %}{{ j }}{{ i }}{% endfor %}",
        "{% for i in items %}{% for j in items %}{{ i }}{{ j }}{{ loop.index }} {% endfor %};{% endfor %}",
        "{% for i in items %}{% for i in 'ab' %}{{ i }}{% endfor %}{{ i }}{% endfor %}",
        "{% set l = [1] %}{% do l.append(l) %}{% for i in l %}{{ i }};{% endfor %}",
        "{% for i in items -%} {{ i }} {%- endfor %}",
        "{% filter upper %}{% for i in 'ab' %}{{ i }}-{{ loop.index }}{% endfor %}{% endfilter %}",
    ]  # fmt: skip


def calling():
    field = "{% macro f(a, b='B', c=a) %}[{{ a }}{{ b }}{{ c }}{{ d }}]{% endmacro %}"
    calls = ["f(1)", "f(1, 2)", "f(b=2)", "f(c=3, a=1)", "f(1, c=2)", "f(1, a=2)", "f(1, 2, 3)", "f(1, 2, 3, 4)", "f(x=1)", "f(1, x=1)", "f()", "f(f(1))", "f(f(1), b=f(2))", "f(nope)", "f(none, none, none)", "f(*[1, 2])", "f(**{'b': 3})", "f(a=f(a=f(a=1)))"]
    result = []
    for first in calls:
        for second in ("f(5)", "f(c=6)", "f(7, b=8)"):
            result.append(field + "{% for i in range(2) %}{{ " + second + " }}{{ " + first + " }}{{ " + second + " }}{% endfor %}")
    return result + [
        "{% macro f(n) %}{{ n }}{% if n %}{{ f(n - 1) }}{% endif %}{{ n }}{% endmacro %}{{ f(3) }}{{ f(12) }}",
        "{% macro f(n) %}{% set x = n %}{{ g(n) }}{{ x }}{% endmacro %}{% macro g(n) %}{% set x = 'g' %}{{ x }}{% if n %}{{ f(n - 1) }}{% endif %}{% endmacro %}{{ f(2) }}{{ f(1) }}",
        "{% macro f(a) %}{{ x }}{% if a %}{% set x = a %}{% endif %}{{ x }}{% endmacro %}{{ f(1) }}{{ f() }}{{ f(2) }}",
        "{% macro f(a) %}{% set v = a %}{% macro g() %}{{ v }}{% endmacro %}{{ g() }}{% endmacro %}{{ f(1) }}{{ f(2) }}",
        "{% macro f(a, out) %}{% macro g() %}{{ a }}{% endmacro %}{% do out.append(g) %}{% endmacro %}{% set fs = [] %}{{ f(1, fs) }}{{ f(2, fs) }}{{ fs[0]() }}{{ fs[1]() }}",
        "{% macro w() %}<{{ caller() }}>{% endmacro %}{% macro f(a) %}{% call w() %}{{ a }}{% endcall %}{% endmacro %}{{ f(1) }}{{ f(2) }}{{ f(f(3)) }}",
        "{% macro f(a, out) %}{% for i in a if i != 2 %}{% do out.append(loop) %}{{ i }}{% endfor %}{% endmacro %}{% set ls = [] %}{{ f([1, 2, 3], ls) }}{{ f([4], ls) }}{{ ls[0].length }}{{ ls[1].index }}",
        "{% macro f(a) %}{{ a|map('upper')|join }}{% endmacro %}{{ f(['x']) }}{{ f(['y', 'z']) }}",
        "{% macro f(a) %}{{ varargs }}{{ kwargs }}{{ a }}{% endmacro %}{{ f(1, 2, z=3) }}{{ f() }}{{ f(4) }}",
        "{% macro f(a) %}{{ a.x }}{% endmacro %}{{ f({'x': 1}) }}\n{{ f() }}",
        "{% macro f(a) %}{{ a.x }}{% endmacro %}{{ f({'x': 1}) }}\n{{ f(nope) }}",
        "{% macro f(a=n) %}{% set n = 1 %}{{ a }}{{ n }}{% endmacro %}{{ f() }}{{ f(2) }}{{ f() }}",
        "{% macro f(a) %}{% for i in range(a) %}{{ loop.index }}{{ f(a - 1) }}{% endfor %}{% endmacro %}{{ f(3) }}{{ f(2) }}",
        {"t": "{% from 'lib' import f %}{% for i in items %}{{ f(i) }}{{ f(a=i, b=2) }}{% endfor %}", "l": {"lib": "{% set v = 'v' %}{% macro f(a, b=v) %}{{ a }}{{ b }}{{ i }};{% endmacro %}"}},
        {"t": "{% import 'lib' as l %}{% for i in items %}{{ l.f(i) }}{{ l.g(i, q=1) }}{% endfor %}", "l": {"lib": "{% macro f(a) %}{{ a }}{% endmacro %}{% macro g(a) %}{{ kwargs }}{% endmacro %}"}},
    ]  # fmt: skip


def features():
    return {"shortcuts-growing": growing(), "shortcuts-counting": counting(), "shortcuts-rows": rows(), "shortcuts-calling": calling()}
