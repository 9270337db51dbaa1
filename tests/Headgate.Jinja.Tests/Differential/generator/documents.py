"""Whole documents as people write them, each in two contexts and under several options."""

SOURCES = [
    "select\n{%- for w in words %}\n  sum(case when kind = '{{ w }}' then amount end) as {{ w|lower }}_amount\n  {%- if not loop.last %},{% endif %}\n{%- endfor %}\nfrom t\n",
    "{% set cols = ['id', 'name', 'age'] %}\nselect {{ cols|join(', ') }}\nfrom users\n{% if items %}where id in ({{ items|sort|join(', ') }}){% endif %}\n",
    "<ul>\n{% for u in users if u.active %}\n  <li class=\"{{ loop.cycle('odd', 'even') }}\">{{ u.name|title }} ({{ u.age }})</li>\n{% else %}\n  <li>nobody</li>\n{% endfor %}\n</ul>\n",
    "{%- macro field(name, type='text', value='', size=20) -%}\n<input name=\"{{ name }}\" type=\"{{ type }}\" value=\"{{ value|e }}\" size=\"{{ size }}\">\n{%- endmacro -%}\n{{ field('user') }}\n{{ field('pass', type='password', size=n) }}\n{{ field('q', value='<x>') }}\n",
    "{% macro list(things) -%}\n<ul>{% for t in things %}<li>{{ caller(t, loop.index) }}</li>{% endfor %}</ul>\n{%- endmacro %}\n{% call(thing, i) list(words) -%}\n{{ i }}: {{ thing|upper }}\n{%- endcall %}\n",
    "{% set ns = namespace(total=0, names=[]) %}\n{% for u in users %}\n{% set ns.total = ns.total + u.age %}\n{% do ns.names.append(u.name) %}\n{% endfor %}\n{{ ns.total }} {{ ns.names }}\n",
    "{% for g in users|groupby('group') %}\n## {{ g.grouper }}\n{% for u in g.list|sort(attribute='name') -%}\n- {{ u.name }}{{ ' *' if u.active }}\n{% endfor %}\n{% endfor %}",
    "Dear {{ name or 'customer' }},\n\n{# greeting #}\n{% if n > 10 -%}\nyou have {{ n }} items{% if n != 1 %}s{% endif %}.\n{%- elif n == 1 -%}\nyou have one item.\n{%- else -%}\nnothing.\n{%- endif %}\n\nYours\n",
    "{\n{% for k, v in d|dictsort %}\n  {{ k|tojson }}: {{ v|tojson }}{{ ',' if not loop.last }}\n{% endfor %}\n}\n",
    "{% for row in items|batch(2, 'x') %}\n| {{ row|join(' | ') }} |\n{% endfor %}\n{% for col in words|slice(2) %}\n{{ loop.index }}={{ col }}\n{% endfor %}",
    "{% set msg %}\n  {{ s|default('none', true) }}:\n  {%- for i in items %} {{ i * 2 }}{% endfor %}\n{% endset %}\n[{{ msg|trim }}] {{ msg|length }}\n",
    "{% raw %}{{ not rendered }}{% endraw %}\n{% filter indent(4, true) %}\n{{ words|join('\\n') }}\n{% endfilter %}\n",
    "{% with total = items|sum, count = items|length %}\n{{ '%d of %d (%.1f%%)' % (count, total, count * 100 / (total or 1)) }}\n{% endwith %}\n",
    "{% for i in range(1, 16) %}{{ 'FizzBuzz' if i % 15 == 0 else 'Fizz' if i % 3 == 0 else 'Buzz' if i is divisibleby 5 else i }} {% endfor %}",
    "{% macro walk(nodes, level=0) %}{% for node in nodes %}\n{{ '  ' * level }}{{ node.v }}{{ walk(node.kids, level + 1) }}{% endfor %}{% endmacro %}{{ walk(tree) }}",
    "{% set labels = dict(words|map('lower')|map('truncate', 3, true, '')|unique|batch(2)|select|map('list')|selectattr(1, 'defined')) %}{{ labels }}\n",
    "{%- set seen = [] -%}\n{%- for w in words -%}\n  {%- if w|lower in seen -%}{%- continue -%}{%- endif -%}\n  {%- do seen.append(w|lower) -%}\n  {{ w }};\n{%- endfor -%}\n",
    "first\nsecond {{ users[0].name }}\nthird {{ users[0].address.city }}\nfourth\n",
    "{% if items %}\n  {% for i in items %}\n    {{ 10 / (i - 1) }}\n  {% endfor %}\n{% endif %}\n",
    "{% macro ratio(a, b) %}\n{{ a }}/{{ b }} =\n{{ a / b }}\n{% endmacro %}\n\n{{ ratio(1, 2) }}\n{{ ratio(n, zero) }}\n",
    "{% set parts = s.split(',') %}\n{% set first, rest = parts[0], parts[1:] %}\n{{ first }} + {{ rest|map('trim')|list }}\n",
    "{% set config = {'a': {'b': [10, 20, {'c': 'deep'}]}} %}\n{{ config.a.b[2].c }} {{ config['a']['b'][-1]['c'] }} {{ config.a.x|default('no') }}\n{{ config.a.x.y }}\n",
    "{% for a in 'ab' %}{% for b in 'cd' %}{% for c in 'ef' %}{{ a ~ b ~ c }}{{ '/' if not loop.last else ';' }}{% endfor %}{% endfor %}{% endfor %}\n",
    "{{ '{:<10}|{:^7}|{:>8.2f}'.format(name, n, f) }}\n{{ '%-10s|%05d|%+.3e' % (name, n, f) }}\n",
]  # fmt: skip
OPTIONS = [{}, {"trim_blocks": True, "lstrip_blocks": True}, {"autoescape": True, "keep_trailing_newline": True}]


def features():
    return {
        "documents": [
            {"t": t, **({"o": o} if o else {}), **({"c": c} if c != "main" else {})} for t in SOURCES for o in OPTIONS for c in ["main", "bare", "none"]
        ]
    }
