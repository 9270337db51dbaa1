"""Cases of formatting, of the built-in filters and of the built-in tests."""

from sequence import Sequence

VALUES = ["42", "-7", "0", "3.14159", "-0.5", "1e20", "1e-7", "big", "true", "none", "'abc'", "''", "'é😀'", "[1]", "(1, 2)", "(1,)", "{'a': 1}", "nope", "safe", "inf", "dec"]


def percent():
    q = Sequence(21)
    result = [
        "'%s' % 'a'", "'%s %s' % ('a', 1)", "'%s' % ()", "'%s %s' % 1", "'%s' % (1, 2)", "'%%' % ()", "'100%' % ()", "'%d%%' % 5", "'%(a)s-%(b)d' % {'a': 'x', 'b': 2}", "'%(a)s' % {}", "'%(a)s' % 1", "'%(a' % {}", "'%z' % 1", "'%' % 1", "'%5' % 1", "'x' % 1", "'x' % [1]", "'x' % {}", "'%s' % [1, 2]", "'%*d' % (5, 42)", "'%-*d|' % (5, 42)", "'%.*f' % (2, 3.14159)", "'%*d' % ('a', 1)", "'%c%c' % ('a', 98)", "'%c' % 'ab'", "'%c' % -1", "'%c' % 1.5", "'%r %a' % ('é', 'é')", "'%i %u' % (1, 2)", "'%ld' % 1", "'%hd' % 1", "'%+s' % 'a'", "'%(a)5s|%(a)-5s|' % {'a': 'x'}", "'%s' % nope", "'%d' % nope", "'%(x)s %s' % {'x': 1}", "'%s' % (nope,)", "'%d' % '3'", "'%x' % 1.5", "'%s' % none", "'%5.1s|' % 'abc'", "'%05s|' % 'a'", "'%.0f %.0f %.0f' % (0.5, 1.5, 2.5)", "'%.20f' % 0.1", "'%g %g %g' % (1e5, 1e6, 1e-5)", "'%#x %#o %#X' % (255, 8, 255)", "'%#g' % 1.0", "'%e' % 0", "'%E' % 12345.678", "'%G' % 1e-10", "'%10.3e|' % 1234.5", "'% d' % 5", "'% d' % -5", "'%+d' % 5", "'%+.1f' % 2", "'%05d' % -42", "'%-5d|' % 42", "'%.3d' % 5", "'%x' % -255", "'%d' % 3.99", "'%d' % -3.99", "'%d' % inf", "'%d' % big", "'%x' % big", "'%f' % big", "'%s|%s' | format('a', 'b')", "'%s' | format()", "'%(a)s' | format(a=1)", "'%s' | format(1, 2)", "'%s%(a)s' | format(1, a=1)", "'%d' | format('x')",
    ]  # fmt: skip
    flags = ["", "5", "-6", "06", "+", " ", "#", ".2", "8.3", "+08.2", "-8.1"]
    for conversion in "sdrfgexo":
        for value in q.sample(VALUES, 11):
            result.append(f"'<%{q.one(flags)}{conversion}>' % " + (f"({value},)" if value.startswith("(") else value))
    return ["{{ " + e + " }}" for e in result]


def str_format():
    q = Sequence(22)
    result = [
        "'{}'.format(1)", "'{} {}'.format(1, 'a')", "'{1} {0}'.format('a', 'b')", "'{} {1}'.format(1, 2)", "'{0} {}'.format(1, 2)", "'{}'.format()", "'{2}'.format(1)", "'{a}'.format(a=1)", "'{a}'.format()", "'{a.b}'.format(a={'b': 1})", "'{a[b]}'.format(a={'b': 1})", "'{0[1]}'.format([1, 2])", "'{0[x]}'.format([1])", "'{0[5]}'.format([1])", "'{{}}'.format()", "'{{{}}}'.format(1)", "'{'.format()", "'}'.format()", "'{0'.format(1)", "'{!r}'.format('a')", "'{!s:>5}'.format('a')", "'{!a}'.format('é')", "'{!z}'.format(1)", "'{!}'.format(1)", "'{:{}}'.format(1, 5)", "'{:{w}.{p}f}'.format(3.14159, w=10, p=2)", "'{:>{w}}'.format('a', w=4)", "'{0:{1}}'.format('a', '>4')", "'{:d}'.format('a')", "'{:s}'.format(1)", "'{:f}'.format('a')", "'{:z}'.format(1)", "'{:10}'.format([1])", "'{}'.format([1])", "'{:>10}'.format(none)", "'{}'.format(none)", "'{}'.format(nope)", "'{:5}'.format(nope)", "'{:,}'.format(1234567)", "'{:_}'.format(1234567)", "'{:,.2f}'.format(1234567.891)", "'{:_x}'.format(4294967295)", "'{:,x}'.format(255)", "'{:,}'.format('a')", "'{:=5}'.format('a')", "'{:%}'.format(0.256)", "'{:.1%}'.format(0.256)", "'{:+}'.format(5)", "'{: }'.format(5)", "'{:b}'.format(10)", "'{:#b} {:#o} {:#x} {:#X}'.format(5, 8, 255, 255)", "'{:c}'.format(97)", "'{:c}'.format('a')", "'{:n}'.format(5)", "'{:e}'.format(1234.5)", "'{:g}'.format(0.00001)", "'{:g}'.format(123456789)", "'{:.3}'.format('abcdef')", "'{:.3}'.format(3.14159)", "'{:.3}'.format(42)", "'{:*^9}'.format('mid')", "'{:😀<4}'.format('a')", "'{:05}'.format(-42)", "'{:+08.2f}'.format(3.14159)", "'{:<5}|'.format(1)", "'{:^5}|'.format(1)", "'{:>5}|'.format('a')", "'{:=+6}'.format(5)", "'{:010,}'.format(12345)", "'{:}'.format(1.0)", "'{}'.format(1e16)", "'{:.0f}'.format(0.5)", "'{:.0f}'.format(1.5)", "'{:,}'.format(big)", "'{:e}'.format(big)", "'{:d}'.format(2.0)", "'{:d}'.format(true)", "'{}'.format(true)", "'{:5}|'.format(true)", "'{:f}'.format(inf)", "'{:06}'.format(-inf)", "'{:#g}'.format(1)", "'{:#.0f}'.format(1)", "'{0.real}'.format(5)", "'{0.nope}'.format(5)", "'{a[0][1]}'.format(a=[[1, 2]])", "'{:1000000000000000000000}'.format(1)", "'{:.-1}'.format(1)", "'{:<<5}'.format(1)", "'{:z<5}'.format(1)", "'{}{}'.format(*[1, 2])", "'{a}{b}'.format(**{'a': 1, 'b': 2})", "'{0}{a}'.format(1, a=2)", "'{ 0}'.format(1)", "'{0 }'.format(1)", "'{-1}'.format(1)", "'{a b}'.format(a=1)", "'{[0]}'.format('xy')", "'{.real}'.format(3)", "'{0!r:>6}'.format('a')", "s.format", "'{:5d}|{:<5d}|{:^5d}'.format(1, 2, 3)", "'{a}'.format_map({'a': 1})", "'{b}'.format_map({'a': 1})", "'{:,.0f}'.format(999999.5)", "'{:_b}'.format(255)", "'{:.2e}'.format(0)", "'{:G}'.format(1e-10)", "'{:.10g}'.format(1/3)", "'{:\\n^5}'.format(1)",
    ]  # fmt: skip
    fills = ["", "<", ">8", "*^9", "=+7", "08", "+", " ", "10", "#"]
    for kind in ["", "d", "f", ".1f", "e", "g", "x", "s", ".2", "%", "n", ","]:
        for value in q.sample([v for v in VALUES if v[0] not in "[({"], 7):
            result.append(f"'<{{:{q.one(fills)}{kind}}}>'.format({value})")
    return ["{{ " + e + " }}" for e in result if "s.format" != e]


TEXT_FILTERS = [
    "upper", "lower", "title", "capitalize", "trim", "trim('H')", "trim(chars='d ')", "length", "count", "wordcount", "reverse", "string", "list", "first", "last", "center", "center(30)", "center(width=9)", "indent", "indent(2)", "indent(2, true)", "indent(2, first=true, blank=true)", "indent('> ')", "indent(width='--', blank=true)", "truncate(10)", "truncate(10, true)", "truncate(10, end='!')", "truncate(10, false, '...', 0)", "truncate(10, leeway=2)", "truncate(2)", "truncate(length=12, killwords=true, end='')", "wordwrap(10)", "wordwrap(10, false)", "wordwrap(8, true, '|')", "wordwrap(width=20, wrapstring='\\n> ')", "wordwrap(5, break_on_hyphens=false)", "replace('l', 'L')", "replace('l', 'L', 1)", "replace('', '-')", "replace('o', '<')", "replace(1, 2)", "e", "escape", "forceescape", "safe", "striptags", "urlencode", "urlize", "urlize(10)", "urlize(target='_blank')", "int", "int(7)", "int(default=3)", "float", "float(1.5)", "default('x')", "default('x', true)", "d('x')", "join('-')", "join", "unique|list", "sort", "sort(case_sensitive=true)", "sort|join", "batch(4)|list", "slice(3)|list", "min", "max", "tojson", "tojson(2)", "pprint", "map('upper')|join", "select('ne', 'l')|join", "reject('in', 'lo')|join", "format", "xmlattr", "items|list", "dictsort", "groupby(0)|list", "sum", "abs", "round", "filesizeformat", "attr('upper')()", "nope", "upper(1)", "replace('a')", "truncate('x')", "center('x')", "wordwrap(0)", "batch", "indent([])", "default()", "tojson|upper", "length|string|length",
]  # fmt: skip
TEXT_SUBJECTS = ["s", "text", "lines", "html", "safe", "''", "'foo bar-baz qux'", "'a-very-long-hyphenated-word here'", "'  padded\\n'", "uni", "'0x1F'", "' 12 '", "'3.7abc'", "'see https://example.org/x?a=1&b=2 and www.foo.com or me@mail.com.'", "n", "none", "nope", "items", "'http://[::1]/ (foo.org)'", "\"it's <b>'q'</b> &amp; <!-- c -->x\""]


def text_filters():
    q = Sequence(23)
    result = []
    for name in TEXT_FILTERS:
        for subject in q.sample(TEXT_SUBJECTS, 5):
            result.append("{{ " + f"{subject}|{name}" + " }}")
    return result


NUMBER_FILTERS = ["abs", "round", "round(1)", "round(2, 'ceil')", "round(1, 'floor')", "round(-1)", "round(method='floor')", "round(1, 'x')", "int", "int(base=16)", "int(5, 2)", "float", "string", "filesizeformat", "filesizeformat(true)", "filesizeformat(binary=true)", "default(1)", "default(1, true)", "tojson", "pprint", "length", "list", "sum", "upper", "abs|string|length", "format(1)", "urlencode", "escape", "e", "xmlattr"]
NUMBER_SUBJECTS = ["42", "-7", "0", "2.5", "3.5", "-2.675", "1234.5678", "0.1", "1e20", "1e-9", "big", "true", "none", "'12'", "'0b101'", "'1f'", "'abc'", "'-3.5'", "' 7 '", "1000", "1024", "999999", "123456789", "10 ** 15", "inf", "nope", "'1_000'", "'١٢'", "dec", "[1]", "'1e3'", "'inf'", "'nan'", "''"]


def number_filters():
    q = Sequence(24)
    return ["{{ (" + subject + ")|" + name + " }}" for name in NUMBER_FILTERS for subject in q.sample(NUMBER_SUBJECTS, 6)]


SEQUENCE_FILTERS = [
    "first", "last", "length", "list", "join", "join(', ')", "join(', ', 'name')", "join(attribute='age', d='+')", "join(d='<')", "reverse|list", "sort", "sort(true)", "sort(reverse=true)", "sort(false, true)", "sort(attribute='age')", "sort(attribute='name')", "sort(attribute='name', case_sensitive=true)", "sort(attribute='group,age')", "sort(attribute='age', reverse=true)|map(attribute='name')|list", "unique|list", "unique(true)|list", "unique(attribute='group')|map(attribute='name')|list", "unique(case_sensitive=true)|list", "min", "max", "min(true)", "max(attribute='age')", "min(attribute='name')", "max(case_sensitive=true)", "sum", "sum(start=10)", "sum(attribute='age')", "sum('age', 5)", "sum(start='')", "batch(2)|list", "batch(2, 'x')|list", "batch(3, fill_with=0)|map('join')|list", "slice(2)|list", "slice(3, 'x')|list", "slice(slices=2, fill_with='-')|list", "map('upper')|list", "map(attribute='name')|list", "map(attribute='name', default='?')|list", "map(attribute='nope')|list", "map(attribute='nope', default=0)|list", "map(attribute='tags.0', default='-')|list", "map(attribute=0)|list", "map('default', 5)|list", "map('replace', 'a', 'b')|list", "map('int')|sum", "map('round', 1)|list", "map()|list", "map('nope')|list", "map(attribute='a', x=1)|list", "map('string')|join('/')", "select|list", "select('odd')|list", "select('divisibleby', 2)|list", "select('in', [1, 'fig'])|list", "select('nope')|list", "select('gt', 1)|list", "reject|list", "reject('string')|list", "reject('eq', 1)|list", "selectattr('active')|map(attribute='name')|list", "selectattr('age', 'gt', 26)|list|length", "selectattr('group', 'eq', 'x')|map(attribute='age')|list", "selectattr('nope')|list", "selectattr('nope', 'defined')|list", "selectattr('tags', 'equalto', [])|list|length", "selectattr()|list", "rejectattr('active')|map(attribute='name')|list", "rejectattr('name', 'in', ['Ann'])|list|length", "rejectattr('nope', 'undefined')|list", "groupby('group')|list|length", "groupby('group')|map('first')|list", "groupby('age')|map(attribute='grouper')|list", "groupby('nope')|list", "groupby('nope', default='z')|list|length", "groupby(attribute='name', case_sensitive=true)|map('first')|list", "groupby('name', case_sensitive=false)|map(attribute=0)|list", "groupby('tags|length')|list", "dictsort", "dictsort(true)", "dictsort(false, 'value')", "dictsort(by='value')", "dictsort(by='x')", "dictsort(reverse=true)", "items|list", "items|first", "tojson", "tojson(indent=2)", "pprint", "pprint(true)", "xmlattr", "xmlattr(false)", "urlencode", "string", "default('x')", "count", "random|string|length is number", "attr('append')", "escape", "upper", "abs", "round", "int", "float", "wordcount", "first|upper", "last|string",
]  # fmt: skip
SEQUENCE_SUBJECTS = ["items", "words", "users", "empty", "tup", "nested", "mixed", "d", "pairs", "'hello'", "{'b': 1, 'A': 'x', 'c': none}", "{'k': 'v', 'q': none, 'z': 1}", "range(5)", "floats", "[3, 1, 2, 1, 3]", "one", "none", "nope", "5", "['b', 'B', 'a', 'A']", "[['x', 2], ['y', 1]]", "{'id': 'a\"b', 'class': 'x y'}", "[true, 1, 1.0, 'a', 'A']", "d.keys()"]


def sequence_filters():
    q = Sequence(25)
    result = []
    for name in SEQUENCE_FILTERS:
        likely = ["users", "users"] if any(w in name for w in ["age", "name", "attr", "group"]) else []
        for subject in dict.fromkeys(likely + q.sample(SEQUENCE_SUBJECTS, 5)):
            result.append("{{ " + f"{subject}|{name}" + " }}")
    result += [
        "{{ [none, none]|sort }}", "{{ [none, 1]|sort }}", "{{ [d, d]|sort|length }}", "{{ [[1], [none]]|sort }}", "{{ users|sort(attribute='nope')|length }}", "{{ [{'a': 1}, {}]|sort(attribute='a') }}", "{{ [true, false, 0]|sort }}", "{{ [2.5, 1, true]|sort(reverse=true) }}", "{{ ['b', safe, 'A']|sort }}", "{{ [nope, nope]|sort|length }}", "{{ [(2, 'a'), (1, 'b')]|sort }}", "{{ s|wordwrap(nope) }}", "{{ s|truncate(nope) }}", "{{ items|slice(nope)|list }}", "{{ items|batch(nope)|list }}", "{{ s|center(nope) }}", "{{ s|replace('l', 'b', nope) }}", "{{ s|indent(nope) }}", "{{ 5|round(nope) }}", "{{ '12'|int(0, nope) }}", "{{ s|urlize(nope) }}", "{{ s|join(nope) }}", "{{ s.center(nope) }}", "{{ items.pop(nope) }}", "{{ items.insert(nope, 1) }}", "{{ s.split(nope) }}", "{{ s.zfill(nope) }}", "{{ items|sum(start=nope) }}", "{{ items|min(nope) }}", "{{ items|first|round(none) }}", "{{ s|truncate(none) }}", "{{ s|wordwrap(none) }}",
        "{% for g, l in users|groupby('group') %}{{ g }}:{% for u in l %}{{ u.name }},{% endfor %};{% endfor %}", "{% for g in users|groupby('active') %}{{ g.grouper }}{{ g.list|length }}{% endfor %}", "{% for row in items|batch(2, '-') %}{{ row|join }}\n{% endfor %}", "{% for col in range(7)|slice(3) %}{{ loop.index }}{{ col }}{% endfor %}", "{{ users|map(attribute='name')|map('upper')|join(',') }}", "{{ users|sort(attribute='age')|map(attribute='name')|first }}", "{{ (items|map('string')).__class__ is defined }}" if False else "{{ items|map('string')|first }}", "{{ items|select|first }}", "{% set it = items|map('string') %}{{ it|list }}{{ it|list }}", "{{ [1, 2]|map('nope')|first if false else 'x' }}", "{% if false %}{{ x|nope }}{% endif %}a", "{{ x|nope is defined }}", "{% filter nope %}{% endfilter %}", "{{ 1 is nope }}", "{% if false %}{{ 1 is nope }}{% endif %}", "{{ 'a' if true else 1|nope }}", "{{ {'a': '<'}|xmlattr }}", "{{ {'a b': 1}|xmlattr }}", "{{ {'a>b': 1}|xmlattr }}", "{{ {'a/b': 1}|xmlattr }}", "<p{{ {'class': 'x', 'id': none, 'n': 1}|xmlattr }}>", "{{ {'a': 1, 'b': 'x y', 'c': ['d']}|urlencode }}", "{{ [('a', 1), ('b', 'ö')]|urlencode }}", "{{ 'a/b ö?&='|urlencode }}", "{{ [1, 2.0, 'x', none, true, {'a': '<&\\''}]|tojson }}", "{{ {'b': 1, 'a': 2}|tojson }}", "{{ 'é\\u2028'|tojson }}", "{{ {1: 2, none: 3}|tojson }}", "{{ {(1, 2): 3}|tojson }}", "{{ one|tojson }}", "{{ nope|tojson }}", "{{ dt|tojson }}", "{{ safe|tojson }}", "{{ [inf]|tojson }}", "{{ [0.1, 1e20, 1e-7]|tojson }}", "{{ users|pprint }}", "{{ {'long key number one': 'x' * 40, 'another key': ['y' * 30, 'z' * 30]}|pprint }}", "{{ range(40)|list|pprint }}", "{{ ('word ' * 30)|pprint }}", "{{ (tup, d)|pprint }}",
    ]  # fmt: skip
    return result


TESTS = ["defined", "undefined", "none", "boolean", "true", "false", "integer", "float", "number", "string", "mapping", "iterable", "sequence", "callable", "odd", "even", "upper", "lower", "escaped", "divisibleby(3)", "divisibleby 2", "sameas(none)", "sameas true", "in [1, 'a']", "in('abc')", "eq 1", "eq('a')", "==(1)", "equalto 1", "ne 1", "!=(1)", "lt 5", "lessthan 5", "<(5)", "le 1", "gt 0", "greaterthan 0", "ge 1", "filter", "test"]
TEST_SUBJECTS = ["1", "2", "0", "-3", "2.5", "6", "'a'", "'A'", "'upper'", "'odd'", "''", "none", "true", "false", "nope", "items", "d", "tup", "one", "safe", "range(2)", "big", "dec", "dict", "s.upper", "1.0", "'nope'", "items|map('int')", "d.keys()", "dt", "'aB1'", "'123'"]


def builtin_tests():
    q = Sequence(26)
    result = []
    for name in TESTS:
        for subject in q.sample(TEST_SUBJECTS, 5):
            result.append(f"{{{{ {subject} is {'not ' if q.chance(25) else ''}{name} }}}}")
    result += ["{{ " + e + " }}" for e in ["1 is not not odd", "1 is", "1 is not", "1 is 1", "1 is odd is even", "1 is odd(2)", "1 is divisibleby", "1 is divisibleby()", "4 is divisibleby(0)", "1 is divisibleby 1 2", "4 is divisibleby 2 + 2", "1 is sameas 1 and 2", "x is defined and x", "x is defined or 'd'", "nope.x is defined", "d.nope is defined", "d.a is defined", "d.a.b.c is defined", "items[9] is defined", "none is none is defined", "not 1 is odd", "-1 is odd", "1 + 2 is odd", "'a' ~ 'b' is string", "[1]|length is eq 1", "1 is in [1]", "1 is not in [1]", "1 is in", "'x' is in 'xyz' if true else 1", "1 is eq(1.0)", "1 is eq [1]", "1 is gt nope", "1 is lt 'a'", "loop is defined", "range is callable", "1 is string or 2 is number", "1 is none.x", "1 is foo.bar", "(1 is odd)|string", "1 is odd|string", "'a' is upper|lower", "1 is true", "1 is sameas(true)", "true is sameas true", "[] is sameas []", "1 is ==", "3 is < 5"]]
    return result


def features():
    return {
        "percent-format": percent(),
        "str-format": str_format(),
        "filters-text": text_filters(),
        "filters-number": number_filters(),
        "filters-sequence": sequence_filters(),
        "tests": builtin_tests(),
    }
