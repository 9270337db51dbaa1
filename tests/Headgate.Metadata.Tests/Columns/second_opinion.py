"""Says of which columns of tables each column of queries is made, by sqlglot. Reads {"schema", "search", "queries": {name: {"sql", "columns"}}}, writes {name: {column: [sources]}}."""
import json
import logging
import sys

import sqlglot
from sqlglot import exp
from sqlglot.lineage import lineage

logging.disable(logging.CRITICAL)


def sources(node, found):
    # A leaf says which table is meant; which column of it stands in the expression above.
    tables = {below.name: below.source.name for below in node.downstream if isinstance(below.source, exp.Table)}
    for column in node.expression.find_all(exp.Column):
        if column.table in tables:
            found.add(f"{tables[column.table]}.{column.name}".lower())
    for below in node.downstream:
        if not isinstance(below.source, exp.Table):
            sources(below, found)


def opinion(query, place, schema, found):
    if isinstance(query, (exp.Paren, exp.Subquery)):
        opinion(query.this, place, schema, found)
    elif isinstance(query, exp.Union):
        # Its own lineage follows the last side alone, and looks there for the names of the first.
        sides = [query.this] if isinstance(query, (exp.Except, exp.Intersect)) else [query.this, query.expression]
        for side in sides:
            opinion(side, place, schema, found)
    else:
        names = [select.alias_or_name for select in query.selects]
        sources(lineage(names[place], query, schema=schema, dialect="duckdb"), found)


asked = json.load(sys.stdin)
answers = {}
for name, query in asked["queries"].items():
    try:
        answers[name] = {}
        parsed = sqlglot.parse_one(query["sql"], read="duckdb")
        stars = any(select.find(exp.Star) for select in getattr(parsed, "selects", []))
        for place, column in enumerate(query["columns"]):
            found = set()
            if stars:
                sources(lineage(column, parsed.copy(), schema=asked["schema"], dialect="duckdb"), found)
            else:
                opinion(parsed.copy(), place, asked["schema"], found)
            answers[name][column] = sorted(found)
    except Exception as failure:  # whatever it cannot do is part of its opinion
        answers[name] = {"error": f"{type(failure).__name__}: {failure}".splitlines()[0][:200]}
json.dump({"version": sqlglot.__version__, "answers": answers}, sys.stdout)
