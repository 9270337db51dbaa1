"""Writes the facts beside it: expressions, and what Python 3.11 makes of them. Run with python3, then read the difference."""

import decimal
import itertools
import pathlib
import random

D = decimal.Decimal
NAMES = {"inf": float("inf"), "nan": float("nan"), "D": D}
HERE = pathlib.Path(__file__).parent

INTS = "0 1 (-1) 2 3 (-3) 7 (-7) 63 64 1000 (-1999999) 2147483648 9007199254740993 9223372036854775807 (-9223372036854775807-1) 9223372036854775808 (-9223372036854775809) 18446744073709551616 1000000000000000000000000000000 (-123456789012345678901234567890) true false".split()
FLOATS = "0.0 (-0.0) 0.5 (-0.5) 1.0 1.5 (-2.5) 3.0 7.25 1e15 1e16 1e-5 123456789.125 1.7976931348623157e308 5e-324 inf (-inf) nan".split()
DECIMALS = "D('0') D('1') D('-1.50') D('2.675') D('1E+3') D('-7') D('0.001')".split()
NUMBERS = INTS + FLOATS
TEXTS = ["''", "'a'", "'abc'", "'Straße'", "'ab ab'", "'  x y '", "'éa\\u0301'", "'😀b😀'", "'ÀB1_'", "'a\\nb\\r\\nc'", "'12'", "'x=y=z'"]
LISTS = ["[]", "[1]", "[1, 2]", "[1, 2, 3, 4, 5]", "['a', 1.0]", "[[1], [2]]", "[nan]"]
TUPLES = ["()", "(1,)", "(1, 2)", "(1, 'b', 2.0)"]
DICTS = ["{}", "{'a': 1}", "{'b': 2, 'a': 1}", "{1: 'x'}"]


def python(expression):
    return expression.replace("true", "True").replace("false", "False").replace("none", "None")


def fact(expression):
    try:
        value = eval(python(expression), {}, dict(NAMES))
        result = repr(value)
        if isinstance(value, complex) or len(result) > 400:
            return None
        return result
    except Exception as error:
        name = type(error).__name__
        if isinstance(error, UnicodeError):
            name = "UnicodeError"
        if isinstance(error, decimal.DecimalException):
            return None
        return f"{name}: {error}"


def write(name, expressions):
    lines = []
    for expression in dict.fromkeys(expressions):
        result = fact(expression)
        if result is not None and "\n" not in result and "\n" not in expression:
            lines.append(f"{expression}\t{result}\n")
    (HERE / (name + ".facts")).write_text("".join(lines), encoding="utf-8")
    print(name, len(lines))


def sample(items, count, seed):
    items = list(items)
    return items if len(items) <= count else random.Random(seed).sample(items, count)


def operations(left, right, operators):
    return [f"{a} {o} {b}" for a, b, o in itertools.product(left, right, operators)]


def arithmetic():
    # Powers stay small enough to be computed.
    yield from sample(operations(INTS, INTS, ["+", "-", "*", "/", "//", "%"]), 500, 1)
    yield from sample(operations(NUMBERS, FLOATS, ["+", "-", "*", "/", "//", "%"]), 350, 2)
    yield from sample(operations(FLOATS, INTS, ["+", "-", "*", "/", "//", "%"]), 150, 3)
    yield from operations("0 1 (-1) 2 (-3) 10 1999999 2000001 3037000500 (-9223372036854775807-1) 18446744073709551616".split(), "0 1 2 3 (-1) (-2) 19 62 63 64 65".split(), ["**"])
    yield from sample(operations(FLOATS + ["2", "0"], FLOATS + ["2", "(-1)", "1024"], ["**"]), 120, 4)
    yield from sample(operations(DECIMALS, DECIMALS + ["2", "(-3)", "true"], ["+", "-", "*", "//", "%", "/"]), 150, 5)
    yield from operations(["D('1')"], ["1.5", "'a'"], ["+", "*"])
    yield from [f"{s}({a})" for s in "+-" for a in NUMBERS + DECIMALS + ["'a'", "[]", "none", "{}"]]
    # Where a quotient of floats has to be put right, where 64 bits and 53 bits end, and what is too large for a float.
    yield from operations("33.0 10000.0 70000.0 3e17".split(), "0.1 (-20.7) (-0.023) 700000.0".split(), ["//", "%"])
    yield from operations("(-9223372036854775807-1) 5 (-5)".split(), "1 (-1)".split(), ["//", "%"])
    yield from operations("9007199254740991 9007199254740992 9007199254740993 27021597764222979 (-9007199254740995) 1".split(), "1 3 (-7) 9007199254740993 9007199254740991".split(), ["/"])
    yield from operations(["(10 ** 400)", "(-(10 ** 400))"], "1 1.0 0.5 3 (10**399) (10**30)".split(), ["+", "/", "//", "*"])
    yield from operations("1 0.5".split(), ["(10 ** 400)"], ["/", "-", "<"])
    yield from operations("0 1 (-1)".split(), "0 (10**30) (10**30+1) (-(10**30))".split(), ["**"])


def mixed():
    kinds = ["1", "1.5", "true", "none", "'ab'", "[1, 2]", "(1, 2)", "{'a': 1}", "range(3)", "D('2')"]
    yield from operations(kinds, kinds, ["+", "-", "*", "/", "//", "**"])
    yield from operations(TEXTS + LISTS[:4] + TUPLES, ["0", "1", "3", "(-1)", "true"], ["*"])


def comparison():
    every = ["==", "!=", "<", "<=", ">", ">="]
    yield from sample(operations(NUMBERS, NUMBERS, every), 600, 6)
    yield from sample(operations(DECIMALS, DECIMALS + NUMBERS, every), 200, 7)
    yield from operations(["9007199254740993", "9007199254740992", "9007199254740992.0", "18446744073709551616", "1.8446744073709552e19"], ["9007199254740993", "9007199254740992.0", "1.8446744073709552e19", "18446744073709551617"], every)
    yield from sample(operations(TEXTS, TEXTS, every), 120, 8)
    yield from operations(["'\\uffff'", "'😀'"], ["'\\uffff'", "'😀'", "'😀a'"], every)
    containers = LISTS + TUPLES + DICTS + ["[1, 3]", "[1, 'a']", "(1, 3)", "range(2)", "range(0, 2, 1)", "range(0)", "range(3, 3)"]
    yield from sample(operations(containers, containers, every), 300, 9)
    kinds = ["1", "'a'", "none", "[1]", "(1,)", "{'a': 1}", "range(1)", "D('1')", "true"]
    yield from operations(kinds, kinds, ["==", "<", ">="])
    yield from operations(["1", "1.0", "true", "'a'", "''", "none", "nan", "[1]", "D('1')"], containers + ["'abc'", "range(5)", "range(5, 0, -2)", "[true]", "1", "none"], ["in", "not in"])
    yield from [f"1 < {a} < 3" for a in "0 1 2 3 2.5".split()]


def hashing():
    keys = "1 1.0 true D('1') 0 false 0.0 (-0.0) (-1) 18446744073709551616 18446744073709551616.0 0.5 D('0.5') inf (1,) (1.0,) (true,) 'a' '' none range(0) range(2,2) range(3) range(0,3,1) [1] {} (1,[2]) D('18446744073709551616')".split()
    yield from [f"{{{a}: 'x', {b}: 'y'}}" for a, b in itertools.product(keys, keys)]
    yield from [f"{{{a}: 'x'}}[{b}]" for a, b in itertools.product(keys[:14], keys[:14]) if fact(f"{{{a}: 'x'}}[{b}]") == "'x'"]


def texts():
    floats = "0.1 1e22 1e21 1e16 1e15 9999999999999998.0 123456789012345680.0 1e-4 1e-5 0.00012345 1.5e-7 5e-324 2.2250738585072014e-308 1.7976931348623157e308 100.0 1e100 3.141592653589793 0.30000000000000004 4.35 1e23".split()
    yield from floats
    yield from [f"(-{f})" for f in floats]
    yield from [f"[{f}]" for f in floats[:3]]
    yield from ["'it\\'s'", "'\"'", "'\\'\"'", "'\\\\'", "'\\x00\\x1f\\x7f\\x80\\xa0\\xad'", "'\\u0378\\u200b\\u2028\\ufeff'", "'é😀'", "'\\t\\r'", "'\\U000e0001\\U0010ffff'"]
    yield from ["[none, true, 1.0, 'a', [], (), {}, (1,)]", "{'a': [1, {'b': ()}], 2: none}", "range(3)", "range(1, 3)", "range(0, 3, 2)", "D('1E+3')", "D('-0.00')", "[D('1.10')]", "((1, 2), [3])"]
    numbers = "0.0 -0.0 1.50 1E+3 1E-7 0.000001 0.0000001 123.456E+2 -12345678901234567890123456789.5 NaN Infinity -Infinity 0E-10 1E+30".split()
    yield from [f"D('{n}')" for n in numbers]


def slices():
    marks = ["", "0", "1", "2", "(-1)", "(-2)", "10", "(-10)"]
    for text in ["'abcde'", "'😀bé😀'", "[1, 2, 3, 4]", "(1, 2, 3)", "range(5)"]:
        pairs = [f"{text}[{a}:{b}:{c}]" for a in marks for b in marks for c in ["", "1", "2", "(-1)", "(-2)"]]
        yield from sample(pairs, 90, text)
        yield from [f"{text}[{a}]" for a in marks[1:6] if not fact(f"{text}[{a}]").startswith("IndexError")]
        yield f"{text}[::0]"
        yield f"{text}[true:]"
        yield f"{text}[:18446744073709551616]"
        yield f"{text}[(-18446744073709551616):2]"
        yield f"{text}[none:none:none]"


def methods():
    plain = "upper lower capitalize title swapcase casefold strip lstrip rstrip isalpha isdigit isalnum isspace isupper islower istitle isnumeric isdecimal isidentifier isascii isprintable split rsplit splitlines".split()
    more = ["'ǅungla'", "'ŉ ﬁx'", "'ΑΣ ΣΑΣ'", "'İi'", "'²½٣'", "'don\\'t stop'", "'\\x1c\\x85a\\u2028b'", "'\\u00a0x\\u3000'"]
    yield from [f"{t}.{m}()" for t, m in itertools.product(TEXTS + more, plain)]
    calls = ["find('b')", "find('')", "find('a', 1)", "find('b', -2)", "find('a', 0, -1)", "rfind('a')", "rfind('')", "rfind('b', 0, 2)", "index('b')", "rindex('zz')", "count('a')", "count('')", "count('b', 1)", "startswith('a')", "startswith(('x', '😀'))", "startswith('b', 1)", "endswith('b')", "endswith(('c', 'z'))", "endswith('a', 0, 1)", "replace('a', 'zz')", "replace('', '-')", "replace('b', '', 1)", "split('=')", "split('b', 1)", "rsplit('=', 1)", "split(none, 1)", "rsplit(none, 1)", "partition('=')", "rpartition('=')", "partition('b')", "split('')", "partition('')", "splitlines(true)", "center(8)", "center(7, '*')", "ljust(6, '.')", "rjust(6, '😀')", "zfill(6)", "expandtabs(4)", "strip('a b')", "lstrip('ax')", "rstrip('😀z')", "removeprefix('a')", "removesuffix('b')", "join(['1', '2', '3'])", "join([1])", "join('xy')", "center(5, 'ab')", "find()", "upper(1)", "find(1)", "encode('utf-8')", "isx"]
    yield from [f"{t}.{c}" for t, c in itertools.product(TEXTS, calls[:-1])]
    yield from [f"{t}.zfill(5)" for t in ["'-1'", "'+1'", "'--1'", "'-'", "''"]]
    yield from ["(7).bit_length()", "(0).bit_length()", "(255).bit_length()", "(1.5).is_integer()", "(2.0).is_integer()", "(0.75).as_integer_ratio()", "(2.5).hex()", "(-0.1).hex()"]
    yield from ["[1, 2, 1].count(1)", "[1, 2, 1].index(2)", "[1].index(3)", "(1, 2, 1).count(1)", "(1, 2).index(2)", "range(3).count(1)", "range(0, 10, 2).index(4)", "{'a': 1}.get('a')", "{'a': 1}.get('b')", "{'a': 1}.get('b', 3)", "{'a': 1, 'b': 2}.keys()", "{'a': 1}.values()", "{'a': 1}.items()", "{'a': 1}.copy()"]


def formatting():
    codes = ["%d", "%i", "%5d", "%-5d|", "%05d", "%+d", "% d", "%x", "%X", "%#x", "%o", "%#o", "%e", "%.2e", "%E", "%f", "%.0f", "%#.0f", "%.3f", "%F", "%g", "%G", "%.3g", "%#g", "%s", "%r", "%a", "%c", "%10s|", "%-10s|", "%.2s", "%8.3f", "%08.2f", "%+.1f", "%.10d", "%%", "%u", "%5c", "%#X", "%-+6d|", "%+05d", "%.3x"]
    values = ["0", "1", "(-42)", "65", "3.7", "(-2.5)", "1e20", "true", "'é😀x'", "none", "18446744073709551616", "inf", "nan", "D('1.5')", "[1]"]
    yield from [f"'{c}' % ({v},)" for c, v in itertools.product(codes, values)]
    yield from ["'%s' % 1", "'%s %s' % (1, 'a')", "'%s' % (1, 2)", "'%s %s' % (1,)", "'%(a)s' % {'a': 1}", "'%(a)05d|%(b)r' % {'a': 3, 'b': 'x'}", "'%(z)s' % {'a': 1}", "'%*d' % (5, 3)", "'%-*d|' % (5, 3)", "'%.*f' % (1, 2.25)", "'%' % ()", "'%y' % 1", "'a' % 1", "'a' % ()", "'%s' % [1]", "'a' % [1]", "'a' % {}", "'%(a' % {'a': 1}", "'%ld' % 3", "'%c' % 'ab'", "'%c' % 1114112", "'%d' % 'a'", "'%x' % 1.5", "'%*d' % ('a', 1)", "'%(a)s' % 1", "'%*d' % (-5, 3)"]
    specs = ["", "d", "5", "<5", ">5", "^5", "=5", "05", "+", " ", "-", "x", "X", "#x", "#X", "o", "#o", "b", "#b", "#010x", "n", "c", ",", "_", ",d", "_x", "_b", "012,", "e", "E", ".2e", "f", ".0f", "#.0f", ".2f", "10.3f", "+.1f", "g", "G", ".3g", "#g", "%", ".1%", "*^9", "😀<6", "s", ".2", "10s", ".1s", "z.0f", ",.2f", "_.1f", "010.2f", "<010", "^+8", "F", "y", "5.", ",,", ",_", "<>7", "=+9,.1f"]
    values = ["0", "1234567", "(-42)", "65", "3.7", "(-2.5)", "(-0.2)", "1e20", "true", "'é😀x'", "none", "123456789012345678901234567890", "inf", "nan", "[1]"]
    yield from [f"'{{:{s}}}'.format({v})" for s, v in itertools.product(specs, values)]
    yield from [f"'{{:{s}}}'.format({v})" for s, v in itertools.product(["", ".2f", "10", "+", ",", "e", ".1%", "010.1f", "g", "<8"], DECIMALS)]
    yield from ["'{} {}'.format(1, 2)", "'{1} {0}'.format(1, 2)", "'{a}'.format(a=1)", "'{a[0]}'.format(a=[5])", "'{a[k]}'.format(a={'k': 5})", "'{0[1]}'.format('ab')", "'{!r}'.format('a')", "'{!s:>3}'.format('a')", "'{!a}'.format('é')", "'{{}}'.format()", "'{{{}}}'.format(1)", "'{:{}}'.format(1, 5)", "'{:{w}.{p}f}'.format(2.25, w=8, p=1)", "'{}'.format()", "'{0} {}'.format(1, 2)", "'{} {0}'.format(1, 2)", "'{'.format(1)", "'}'.format(1)", "'{!x}'.format(1)", "'{a}'.format(1)", "'{5}'.format(1)", "'{0.real}'.format(3)", "'{!}'.format(1)", "'{!r'.format(1)", "'{0[}'.format([1])", "'{a.b.c}'.format(a=1)"]


write("arithmetic", arithmetic())
write("mixed", mixed())
write("comparison", comparison())
write("hashing", hashing())
write("texts", texts())
write("slices", slices())
write("methods", methods())
write("formatting", formatting())
