"""Cases of values: literals, operators, comparisons, slices and the methods of Python's types."""

from sequence import Sequence

SCALARS = ["1", "0", "-3", "2.5", "-0.5", "'a'", "'Bc'", "''", "true", "none", "big", "n", "f"]
CONTAINERS = ["[1, 2]", "[]", "(1, 'a')", "()", "{'a': 1}", "{}", "items", "tup", "d", "one", "words"]
EVERYTHING = SCALARS + CONTAINERS + ["nope", "safe", "dec", "range(3)"]


def printed(expressions):
    return ["{{ " + e + " }}" for e in expressions]


def literals():
    return printed([
        "1_000", "0x1F", "0o17", "0b101", "1e3", "1.5e-7", "1E+20", "123456789012345678901234567890", "0.1 + 0.2", "1e16", "1e15", "1e22", "1.0", "100000000000000000000.0",
        "1e-5", "0.0001", "-0.0", "1e400", "-1e400", "0xff_ff", "1__0", "12a", "007", "1.", ".5", "1.5.5", "'a' 'b'", "'a' \"b\" 'c'", "'it''s'", "'\\n\\t\\\\x\\''",
        "'\\x41\\u00e9\\U0001F600'", "'\\101\\q'", "'a\\\nb'", "\"a'b\"", "True", "False", "None", "TRUE", "true", "none", "[1, 2,]", "(1,)", "(1)", "()", "1, 2", "1,",
        "{'a': 1, 'b': [2]}", "{1: 2, none: 3, (1, 2): 4, true: 5}", "{'a': 1,}", "{}", "{[]: 1}", "[[], {}, ()]", "{'x': {'y': {'z': 1}}}", "['a', \"it's\", '\"', '\\n', 'é']",
        "[1.0, 1e100, true, none]", "{'a': 1, 'a': 2}", "[,]", "{,}", "(,)", "[1 2]", "{'a' 1}", "{'a'}", "'abc", "\"abc'", "'😀é\\t'|list", "['\\x00\\x7f\\u200b\\u00ad']", "s", "uni", "[uni]",
        "mixed", "nested", "d", "tup", "pairs", "one", "users", "dec", "[dec]", "dt", "day", "delta", "[day]", "safe", "[safe]", "html", "range(3)", "range(1, 9, 2)", "[range(2)]",
        "d.keys()", "d.values()", "{'a': 1}.items()", "big", "-big", "pi", "floats", "none", "nope", "[nope]", "[none, nope]", "nested[2]", "lines", "[lines]",
    ])  # fmt: skip


def operators():
    q = Sequence(1)
    result = [
        "1 + 2 * 3", "(1 + 2) * 3", "2 ** 3 ** 2", "-2 ** 2", "2 ** -1", "(-2) ** 2", "-2|abs", "(-2)|abs", "10 - 3 - 2", "100 / 10 / 2", "7 // 2 * 2", "7 % 4 ** 2", "'a' ~ 1 + 2", "1 ~ 2 ~ 3",
        "'a' ~ 'b' * 2", "1 + 2 ~ 3 * 4", "not true and false", "not (true and false)", "true or false and false", "1 if true else 2 if false else 3", "(1 if false)", "1 if none", "not not 1",
        "1 and 2", "0 or 'x'", "none and nope.x", "'' or [] or {} or 'last'", "1 < 2 and 2 < 3", "not 1 == 2", "not 1 in [1]", "1 not in [1]", "1 is odd and 2 is even", "1 + 1 is even", "-1|abs is odd",
        "2 * 3 is divisibleby 3", "3 is divisibleby(3) and true", "'a' in 'abc' and 'd' not in 'abc'", "1 < 2 < 3", "1 < 3 < 2", "3 > 2 > 1 > 0", "1 == 1 != 2", "1 < 2 in [2]", "1 in [1] == true", "+5", "+-5",
        "- - 5", "-n ** 2", "n.real", "n - -n", "1 -1", "1-1", "n-1", "n -1", "items[0]-1", "-items[0]", "-nope", "+none", "-'a'", "-true", "+true", "7 // -2", "-7 // 2", "-7 % 3", "7 % -3", "7.5 // 2", "-7.5 % 2",
        "1e308 * 10", "1 / 3", "10 / 5", "2 ** 100", "2 ** 0.5", "(-8) ** 2", "0 ** 0", "0 ** -1", "0.0 ** -1", "2.0 ** 3", "10 ** -2", "2 ** 1000 % 97", "1 / 0", "1 // 0", "1 % 0", "1.0 / 0", "1.0 // 0", "1.0 % 0", "0 / 5", "'%' % ()",
        "'a' * 3", "3 * 'a'", "[1] * 2", "2 * (1,)", "'a' * -1", "'a' * 1.5", "'a' * 'b'", "[1] + (2,)", "[1] + [2]", "(1,) + (2,)", "'a' + 1", "1 + 'a'", "none + 1", "[] + none", "{} + {}", "{'a': 1} + 1", "true + true", "true * 5", "true / 2",
        "big + 1", "big * big", "big // 7", "big % 1000", "big / 3", "-big // 10", "big - big", "big ** 2", "9223372036854775807 + 1", "-9223372036854775808 - 1", "4611686018427387904 * 2", "3037000500 * 3037000500", "9223372036854775807 * -1", "2 ** 63", "2 ** 64 - 1",
        "dec + 1", "dec * 2", "dec / 3", "dec + dec", "dec // 5", "dec % 5", "-dec", "dec + 0.5", "dec == 12.5", "dec < 13", "dec ** 2", "1 + dec", "delta * 2", "delta + delta", "delta / 2", "dt + delta", "dt - dt", "day - day", "day + delta", "dt < dt", "-delta", "delta // 7",
        "safe + '<'", "'<' + safe", "safe * 2", "safe ~ '<'", "'<' ~ safe", "safe % 1", "one | upper", "1 is not none", "a is b is c", "1 if", "1 if 2 else", "1 +", "* 1", "1 ** ", "not", "1 and", "(1", "1)", "1 1", "1 = 1", "a = 1", "1 == ", "1 => 2", "1 =< 2", "1 <> 2", "1 & 2", "1 | 2", "1 ^ 2", "!1", "1 ! 2", "a ? b", "1 || 2", "@", "`a`", "1;2", "a.1", "a.b.", "a..b", "a[", "a[]", "a]", "a.'b'", "'a'.upper", "1.real", "1 .real", "x := 1", "lambda: 1", "a if b else", "yield", "f()()", "1()", "'a'()", "none()", "items()", "nope()", "n(1)",
    ]  # fmt: skip
    for operator in ["+", "-", "*", "/", "//", "%"]:
        for left in q.sample(EVERYTHING, 8):
            for right in q.sample([e for e in EVERYTHING if e != "range(3)"], 3):
                result.append(f"{left} {operator} {right}")
    return printed(result)


def comparisons():
    q = Sequence(2)
    result = [
        "1 == 1.0", "1 == true", "0 == false", "'a' == 'a'", "'a' == safe", "[1, 2] == [1, 2]", "[1] == (1,)", "(1, 2) < (1, 3)", "[1, 'a'] < [1, 'b']", "[1] < [1, 2]", "[] < [1]", "'a' < 'B'", "'a' < 'b' < 'c'", "{'a': 1} == {'a': 1.0}", "{'a': 1, 'b': 2} == {'b': 2, 'a': 1}",
        "none == none", "none < 1", "none == false", "none == nope", "nope == nope", "nope == other", "nope < 1", "1 < nope", "nope in [1]", "1 in nope", "nope in nope", "big > 1.5", "big == 123456789012345678901234567890.0", "inf > big", "2 ** 53 == 2.0 ** 53", "2 ** 53 + 1 == 2.0 ** 53",
        "(1e400 - 1e400) == (1e400 - 1e400)", "1 in 1", "'a' in 1", "1 in 'a'", "'' in 'a'", "none in 'a'", "'a' in d", "'z' in d", "1 in d.b.c", "[1] in [[1]]", "[] in {}", "{} in [{}]", "1 in (1, 2)", "1.0 in [1]", "true in [1]", "'a' in d.keys()", "1 in d.values()", "('a', 1) in {'a': 1}.items()", "3 in range(5)", "5 in range(5)", "2 in range(1, 9, 2)", "'3' in range(5)", "7 in one", "8 in one", "[] in one",
        "1 == '1'", "range(3) == range(0, 3)", "range(0) == range(2, 2)", "range(3) == [0, 1, 2]", "one == one", "one <= one", "one < one", "dt == dt", "day < dt", "dt == day", "delta < delta * 2", "dec == '12.50'", "1 < 'a'", "[1] < ['a']", "{} < {}", "d < d", "(1,) < [1]", "true < 2", "1 <= 1 <= 1", "1 > 2 < nope.x", "1 < 2 > nope", "safe < 'z'", "words < ['z']", "users[0] == users[0]", "users[0] is eq users[0]", "1 in [nope, 1]", "'x' not in ['x']", "not 'x' in ['x']", "1 not in 2",
        "'ell' in s", "'ß' in uni", "'😀' in uni", "'é' < 'z'", "'😀' > '\\uffff'", "'😀' < '\\uffff'", "['😀', '\\uffff']|sort == ['\\uffff', '😀']",
    ]  # fmt: skip
    for operator in ["==", "!=", "<", ">=", "in", "not in"]:
        for left in q.sample(EVERYTHING, 7):
            for right in q.sample(EVERYTHING, 3):
                result.append(f"{left} {operator} {right}")
    return printed(result)


def access():
    q = Sequence(3)
    result = [
        "d.a", "d['a']", "d.b.c[1]", "d.items", "d['items']", "d.items()", "d.nope", "d['nope']", "d.nope.x", "d[1]", "d[none]", "d[[]]", "users[0].name", "users[-1]['name']", "users[9]", "users[9].name", "users['a']", "users.name", "items.0", "users.0.name", "tup.1", "tup[3]", "tup[-3]", "tup[-4]", "s[0]", "s[-1]", "s[99]", "s['a']", "s.nope", "s[1.0]", "items[true]", "items[1.0]", "items['1']", "n[0]", "n.nope", "none.x", "none[0]", "nope.x", "nope[0]", "nope['x'].y", "true.x", "f.real", "f.imag", "n.imag", "n.numerator", "n.denominator", "range(5)[2]", "range(5)[-1]", "range(5)[9]", "range(9)[2:5]", "range(9)[::-2]", "d|attr('a')", "d|attr('keys')()|list", "s|attr('upper')()", "users[0]|attr('name')", "(1, 2)[0]", "[1, 2][1]", "{'a': 1}.a", "{'a': 1}['a']", "'abc'[1]", "'abc'.upper()[0]", "one[0]", "d.keys()[0]", "d.values().x", "dt.year", "dt.month", "dt.microsecond", "day.day", "delta.days", "delta.seconds", "delta.total_seconds()", "dt.nope", "dt.date()", "dt.isoformat()", "day.isoformat()", "dt.strftime('%Y-%m-%d %H:%M:%S %j %a %b %%')", "day.strftime('%d/%m/%y')", "dt.weekday()", "day.isoweekday()", "dt.replace(year=2020)", "dt.time()", "dec.quantize", "uni[17]", "uni[-1]", "uni[16:18]", "uni[::-1]", "d['b']['c'][0]", "d.b['c'].0", "users[0]['tags'][1]", "users|first.name", "(users|first).name", "big[0]", "items[big]", "items[:big]", "items[-big:]", "s[big]", "items[none]", "items[[0]]", "items[0, 1]", "items[0:1, 2]", "items[::0]", "s[::0]", "items['a':]", "items[:none]", "items[1.5:]", "items[true:]", "nope[1:]", "n[1:]", "d[1:]", "nested[1][1][0]", "nested[1][1][2]", "items.append", "d.update", "s.upper", "loop", "self", "loop.index", "varargs", "caller", "namespace().x", "namespace(a=1).a", "namespace(a=1)['a']", "cycler('a').next()", "dict(a=1).a", "safe[0]", "safe[3:]", "safe.upper()", "range(3).start", "range(1, 7, 2).step", "range(3).count(1)", "range(3).index(2)", "range(3).index(9)",
    ]  # fmt: skip
    bounds = ["", "0", "1", "-1", "2", "-2", "99", "-99", "none"]
    for subject in ["s", "items", "tup", "uni", "'abcde'", "range(6)", "[]", "safe"]:
        for _ in range(8):
            start, stop, step = q.one(bounds), q.one(bounds), q.one(["", ":", ":2", ":-1", ":-2", ":3", ":none"])
            result.append(f"{subject}[{start}:{stop}{step}]" + ("|list" if "range" in subject else ""))
    return printed(result)


STR_METHODS = {
    "upper": [""], "lower": [""], "title": [""], "capitalize": [""], "swapcase": [""], "casefold": [""],
    "strip": ["", "' H'", "'Hd'", "none", "1"], "lstrip": ["", "'He'"], "rstrip": ["", "'d\\n'"],
    "split": ["", "','", "'l', 1", "none, 1", "sep='o'", "maxsplit=1", "' '", "''", "1"], "rsplit": ["", "'l', 1", "none, 1", "'o'"], "splitlines": ["", "true", "keepends=true"],
    "partition": ["'l'", "'zz'", "''"], "rpartition": ["'l'", "'zz'"], "join": ["['a', 'b']", "'xyz'", "[]", "[1]", "words", "d", "1"],
    "replace": ["'l', 'L'", "'l', 'L', 1", "'', '-'", "'', '-', 2", "'zz', 'q'", "'l'", "1, 2", "'l', '', -1"],
    "find": ["'l'", "'zz'", "'l', 3", "'l', -3, -1", "''"], "rfind": ["'l'", "'l', 0, 3"], "index": ["'l'", "'zz'"], "rindex": ["'o'", "'zz'"], "count": ["'l'", "''", "'l', 3", "'ll'"],
    "startswith": ["'H'", "('x', 'H')", "'e', 1", "''", "1", "['H']"], "endswith": ["'d'", "('x', 'd')", "'l', 0, 4"],
    "center": ["20", "20, '*'", "3", "21, '-'", "20, 'ab'"], "ljust": ["16, '.'", "2"], "rjust": ["16", "17, '_'"], "zfill": ["16", "3"], "expandtabs": ["", "4"],
    "isdigit": [""], "isalpha": [""], "isalnum": [""], "isspace": [""], "isupper": [""], "islower": [""], "istitle": [""], "isnumeric": [""], "isdecimal": [""], "isidentifier": [""], "isprintable": [""], "isascii": [""],
    "removeprefix": ["'He'", "'x'"], "removesuffix": ["'ld'", "''"], "encode": ["", "'ascii'", "'utf-8'", "'latin-1'"], "translate": ["{72: 'J'}", "{}"],
}  # fmt: skip
STR_SUBJECTS = ["s", "''", "'abc'", "'ABC'", "'Abc Def'", "' \\t x '", "lines", "uni", "'123'", "'½²'", "'a\\tb\\tc'", "'-42'", "'ǆß'", "'x_1'", "\"they're bill's\"", "html", "safe", "'ΑΣ ΟΔΟΣ'"]


def str_methods():
    q = Sequence(4)
    result = ["{{ s.nope() }}", "{{ s.upper(1) }}", "{{ s.upper(x=1) }}", "{{ s.split(x=1) }}", "{{ 'a'.center() }}", "{{ 'a'.zfill('x') }}", "{{ 'a'.center('x') }}", "{{ 'a'.replace() }}", "{{ 'ab'.maketrans('a', 'b') }}", "{{ 'abc'.encode().decode() }}", "{{ 'é'.encode('utf-8').hex() }}"]
    for method, variants in STR_METHODS.items():
        for arguments in variants:
            count = 5 if len(variants) == 1 else 2
            for subject in q.sample(STR_SUBJECTS, count):
                call = f"{subject}.{method}({arguments})"
                result.append("{{ " + q.one([call, f"[{call}]", call]) + " }}")
    return result


def container_methods():
    return [
        "{% do items.append(9) %}{{ items }}", "{% set x = items.append(9) %}{{ x }}{{ items }}", "{% do items.extend([1, 2]) %}{{ items }}", "{% do items.extend('ab') %}{{ items }}", "{% do items.extend(1) %}", "{% do items.insert(0, 'x') %}{{ items }}", "{% do items.insert(-1, 'x') %}{{ items }}", "{% do items.insert(99, 'x') %}{{ items }}", "{{ items.pop() }}{{ items }}", "{{ items.pop(0) }}{{ items }}", "{{ items.pop(-2) }}{{ items }}", "{{ items.pop(9) }}", "{{ empty.pop() }}", "{% do items.remove(1) %}{{ items }}", "{% do items.remove(99) %}", "{% do items.reverse() %}{{ items }}", "{% do items.sort() %}{{ items }}", "{% do items.sort(reverse=true) %}{{ items }}", "{% do items.sort(true) %}", "{% do mixed.sort() %}", "{{ items.index(2) }}", "{{ items.index(99) }}", "{{ items.index(3, 1) }}", "{{ items.count(1) }}", "{{ [1, 1.0, true].count(1) }}", "{% set c = items.copy() %}{% do c.append(1) %}{{ items }}{{ c }}", "{% do items.clear() %}{{ items }}", "{{ items.nope() }}", "{{ items.append() }}", "{{ items.append(1, 2) }}", "{{ items.pop('a') }}", "{{ items.insert('a', 1) }}",
        "{{ tup.index('two') }}", "{{ tup.index(9) }}", "{{ tup.count(1) }}", "{{ tup.append(1) }}", "{{ (1, 2).count(2) }}",
        "{{ d.get('a') }}", "{{ d.get('z') }}", "{{ d.get('z', 5) }}", "{{ d.get() }}", "{{ d.get([]) }}", "{{ d.get('a', default=1) }}", "{{ d.keys()|list }}", "{{ d.values()|list }}", "{{ d.pop('a') }}{{ d }}", "{{ d.pop('z') }}", "{{ d.pop('z', 0) }}", "{{ d.popitem() }}{{ d|length }}", "{{ {}.popitem() }}", "{{ d.setdefault('a', 9) }}{{ d.setdefault('q', 9) }}{{ d.q }}", "{{ d.setdefault('w') }}{{ d.w }}", "{% do d.update({'a': 5}) %}{{ d.a }}", "{% do d.update(a=6, z=7) %}{{ d.a }}{{ d.z }}", "{% do d.update([('k', 'v')]) %}{{ d.k }}", "{% do d.update({'q': 1}, w=2) %}{{ d.q }}{{ d.w }}", "{% do d.update(1) %}", "{% do d.update([1]) %}", "{% do d.update(['ab', 'cd']) %}{{ d.a }}{{ d.c }}", "{% set c = d.copy() %}{% do c.clear() %}{{ d|length }}{{ c }}", "{{ d.fromkeys(['a', 'b']) }}", "{{ d.fromkeys('ab', 0) }}", "{{ d.nope }}", "{{ d.nope() }}", "{% for k, v in {'a': 1, 'b': 2}.items() %}{{ k }}{{ v }}{% endfor %}", "{% for k in d %}{{ k }},{% endfor %}", "{% for k in {'a': 1} %}{% do {'a': 1}.update(b=1) %}{{ k }}{% endfor %}", "{% set q = {'a': 1} %}{% for k in q %}{% do q.update(b=1) %}{{ k }}{% endfor %}", "{% set q = [1, 2] %}{% for k in q %}{% if q|length < 5 %}{% do q.append(k) %}{% endif %}{{ k }}{% endfor %}", "{{ d.keys() is iterable }}", "{{ {'a': 1}.keys() == {'a': 2}.keys() }}", "{{ {'a': 1}.items()|length }}", "{{ ({'b': 1, 'a': 2}.keys())|sort }}", "{{ {'a': 1}.keys()|first }}", "{{ {'x': 1}.values()|sum }}",
        "{% do one.add(8) %}{{ one|sort }}", "{% do one.add([]) %}", "{% do one.discard(9) %}{{ one }}", "{% do one.remove(9) %}", "{{ one.union([1])|sort }}", "{{ one.intersection([7, 8]) }}", "{{ one.difference([7]) }}", "{{ one.symmetric_difference([7, 9]) }}", "{{ one.issubset([7, 8]) }}", "{{ one.issuperset([]) }}", "{{ one.isdisjoint([1]) }}", "{{ one.copy() }}", "{% do one.update([1, 2]) %}{{ one|sort }}", "{{ one.pop() }}{{ one|length }}", "{% do one.clear() %}{{ one }}", "{{ one - one }}", "{{ one.union }}" if False else "{{ one.nope }}", "{{ one|list }}", "{{ 7 in one }}", "{{ one == one.copy() }}",
        "{{ n.bit_length() }}", "{{ big.bit_length() }}", "{{ f.is_integer() }}", "{{ 2.0.is_integer() }}", "{{ f.as_integer_ratio() }}", "{{ n.as_integer_ratio() }}", "{{ f.hex() }}", "{{ n.conjugate() }}", "{{ n.to_bytes(2, 'big') }}", "{{ n.bit_count() }}", "{{ true.bit_length() }}", "{{ n.upper() }}", "{{ f.nope }}", "{{ none.nope() }}", "{{ (2.5).is_integer() }}", "{{ (-7).bit_length() }}", "{{ 0.1.as_integer_ratio() }}", "{{ inf.as_integer_ratio() }}",
        "{{ safe.unescape() }}", "{{ safe.striptags() }}", "{{ safe.format(1) }}", "{{ safe.join(['<', safe]) }}", "{{ safe.replace('o', '<') }}", "{{ safe.split('o') }}", "{{ ('<%s>'|safe) % '<' }}", "{{ ('<{}>'|safe).format('<') }}", "{{ ('%s %r'|safe) % ('<', '<') }}", "{{ ('{:>5}|{!r}'|safe).format('<', '<') }}", "{{ ('%(a)s'|safe) % {'a': '<'} }}", "{{ safe.partition('o') }}", "{{ safe.center(20, '<') }}", "{{ (safe ~ '<').upper() }}", "{{ safe.escape('<') }}",
        "{{ dt.strftime('%I %p %y %B %A %f %U') }}", "{{ dt.isoformat(' ') }}", "{{ dt.isoformat(timespec='minutes') }}", "{{ dt.timestamp() }}" if False else "{{ dt.hour }}", "{{ dt.timetuple()[0] }}", "{{ dt.toordinal() }}", "{{ day.replace(month=2, day=1) }}", "{{ day.replace(month=13) }}", "{{ day.isocalendar()[1] }}", "{{ dt.ctime() }}", "{{ delta|string }}", "{{ (delta * 3).days }}", "{{ day.weekday() }}", "{{ '%s' % dt }}", "{{ '{:%Y/%m}'.format(dt) }}", "{{ dec.is_nan() }}", "{{ dec.normalize() }}", "{{ '%.1f' % dec }}", "{{ '{:.1f}'.format(dec) }}", "{{ dec|int }}", "{{ dec|float }}", "{{ dec|round }}", "{{ dec|abs }}", "{{ dec|string }}", "{{ [dec, 1]|sum }}", "{{ [dec, 1]|max }}",
    ]  # fmt: skip


def features():
    return {
        "literals": literals(),
        "operators": operators(),
        "comparisons": comparisons(),
        "access": access(),
        "str-methods": str_methods(),
        "container-methods": container_methods(),
    }
