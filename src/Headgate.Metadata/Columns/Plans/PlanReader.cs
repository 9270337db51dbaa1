using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Headgate.Metadata.Columns.Plans;

/// <summary>
/// Reads a logical plan of DuckDB, as its binder makes it and before anything is optimised: of which columns of which tables each column of the answer is made. References are
/// places in what the operators below answer, so the layout of each operator's answer is what this knows; an operator that it does not know ends it.
/// </summary>
/// <param name="tables">The node behind a table of the plan, by database, schema and name; null for none.</param>
internal sealed class PlanReader(Func<string, string, string, string?> tables)
{
    /// <summary>More than this is no query that a person reads the lineage of.</summary>
    private const int MostColumns = 10_000;

    private const int MostRounds = 20;

    private readonly Dictionary<long, Flow[]> _byTable = [];
    private readonly Dictionary<long, Flow[]> _expressions = [];
    private readonly Stack<Flow[]> _correlations = new();
    private readonly HashSet<ColumnEdge> _uses = [];
    private PlanExpressions? _reader;

    /// <summary>What decides about rows: known once the plan has been read.</summary>
    public IReadOnlyCollection<ColumnEdge> Uses => _uses;

    private PlanExpressions Values => _reader ??= new PlanExpressions(_byTable);

    /// <summary>The columns that an operator answers.</summary>
    /// <exception cref="UnreadablePlanException">It has something that is not known.</exception>
    public Flow[] Read(JsonElement plan)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        var columns = Answer(plan);
        if (columns.Length > MostColumns)
        {
            throw new UnreadablePlanException($"it has more than {MostColumns} columns");
        }
        if (plan.Member("table_index").ValueKind == JsonValueKind.Number)
        {
            _byTable[plan.Number("table_index")] = columns;
        }
        return columns;
    }

    private Flow[] Answer(JsonElement plan)
    {
        switch (plan.Word("type"))
        {
            case "LOGICAL_GET":
                return Get(plan);
            case "LOGICAL_PROJECTION":
                return Projection(plan);
            case "LOGICAL_FILTER":
                var kept = Only(plan);
                Use(Values.All(plan.Member("expressions"), kept), ColumnUse.Filters);
                return Mapped(kept, plan, "projection_map");
            case "LOGICAL_AGGREGATE_AND_GROUP_BY":
                return Aggregate(plan);
            case "LOGICAL_WINDOW":
                var rows = Only(plan);
                return [.. rows, .. Each(plan, "expressions", rows)];
            case "LOGICAL_UNNEST":
                var lists = Only(plan);
                var unnested = Each(plan, "expressions", lists);
                _byTable[plan.Number("unnest_index")] = unnested;
                return [.. lists, .. unnested];
            case "LOGICAL_COMPARISON_JOIN" or "LOGICAL_DELIM_JOIN" or "LOGICAL_ASOF_JOIN" or "LOGICAL_ANY_JOIN":
                return Join(plan);
            case "LOGICAL_CROSS_PRODUCT" or "LOGICAL_POSITIONAL_JOIN":
                return [.. plan.Items("children").SelectMany(Read)];
            case "LOGICAL_UNION" or "LOGICAL_EXCEPT" or "LOGICAL_INTERSECT":
                return SetOperation(plan);
            case "LOGICAL_DISTINCT":
                var distinct = Only(plan);
                if (plan.Word("distinct_type") == "DISTINCT_ON")
                {
                    Use(Values.All(plan.Member("distinct_targets"), distinct), ColumnUse.Groups);
                    Use(Values.All(plan.Member("order_by"), distinct), ColumnUse.Orders);
                }
                return distinct;
            case "LOGICAL_ORDER_BY" or "LOGICAL_TOP_N":
                var ordered = Only(plan);
                Use(Values.All(plan.Member("orders"), ordered), ColumnUse.Orders);
                return Mapped(ordered, plan, "projection_map");
            case "LOGICAL_LIMIT" or "LOGICAL_SAMPLE":
                return Only(plan);
            case "LOGICAL_MATERIALIZED_CTE" or "LOGICAL_CTE":
                var (definition, user) = Two(plan);
                _expressions[plan.Number("table_index")] = Read(definition);
                return Read(user);
            case "LOGICAL_RECURSIVE_CTE":
                return Recursive(plan);
            case "LOGICAL_CTE_REF":
                return _expressions.GetValueOrDefault(plan.Number("cte_index"))
                    ?? throw new UnreadablePlanException("its plan refers to a common table expression in a way that is not known");
            case "LOGICAL_DELIM_GET":
                return _correlations.TryPeek(out var outer)
                    ? [.. outer.Select(flow => flow.AsCorrelation())]
                    : throw new UnreadablePlanException("its plan has a correlation with nothing");
            case "LOGICAL_EXPRESSION_GET":
                return Literal(plan);
            case "LOGICAL_DUMMY_SCAN":
                return [Flow.Empty];
            case "LOGICAL_EMPTY_RESULT":
                return Nothing(plan.Items("return_types").Count());
            case "LOGICAL_CHUNK_GET":
                return Nothing(plan.Member("collection").Items("types").Count());
            case var other:
                throw new UnreadablePlanException($"its plan has {other}, of which it is not known where its columns come from");
        }
    }

    private Flow[] Get(JsonElement plan)
    {
        var (names, indexes) = (plan.Items("names").Select(n => n.GetString()!).ToList(), plan.Items("column_indexes").ToList());
        var data = plan.Member("function_data");
        if (plan.Word("name") == "seq_scan" && data.Word("table") is { Length: > 0 } table)
        {
            var node = tables(data.Word("catalog"), data.Word("schema"), table);
            var found = indexes.ConvertAll(index =>
                node is not null && index.Number("index") is >= 0 and var at && at < names.Count
                    ? Flow.Of(new ColumnSource(node, names[(int)at]))
                    : Flow.Empty
            );
            return Mapped([.. found], plan, "projection_ids");
        }
        // A function that makes rows: of its arguments, which stand first below it; columns beside them go on.
        var input = plan.Items("children").SelectMany(Read).ToArray();
        var made = Flow.Union(input.Take(plan.Items("input_table_types").Count())).As(ColumnUse.Transformed);
        return
        [
            .. Mapped([.. indexes.Select(_ => made)], plan, "projection_ids"),
            .. plan.Items("projected_input").Select(place => input[checked((int)place.GetInt64())]),
        ];
    }

    private Flow[] Projection(JsonElement plan)
    {
        if (ScalarSubquery(plan) is { } value)
        {
            return [value];
        }
        var input = Only(plan);
        return Each(plan, "expressions", input);
    }

    /// <summary>
    /// A subquery as a value: DuckDB takes the first row, and an error where there are more. What comes of it is what the subquery answers.
    /// </summary>
    private Flow? ScalarSubquery(JsonElement plan)
    {
        var below = plan.Items("children").FirstOrDefault();
        return
            plan.Items("expressions").ToList() is [var only]
            && only.Word("expression_class") == "BOUND_CASE"
            && only.Items("case_checks").ToList() is [var check]
            && check.Member("then_expr").Word("name") == "error"
            && below.Word("type") == "LOGICAL_AGGREGATE_AND_GROUP_BY"
            && !below.Items("groups").Any()
            && below.Items("expressions").Select(e => e.Word("name")).SequenceEqual(["first", "count_star"])
            ? Values.All(below.Items("expressions").First().Member("children"), Only(below))
            : null;
    }

    private Flow[] Aggregate(JsonElement plan)
    {
        var input = Only(plan);
        var (groups, made) = (Each(plan, "groups", input), Each(plan, "expressions", input));
        Use(Flow.Union(groups.Where(group => !group.IsCorrelation)), ColumnUse.Groups);
        var groupings = plan.Items("grouping_functions")
            .Select(function => Flow.Union(function.EnumerateArray().Select(at => groups[at.GetInt32()])).As(ColumnUse.Transformed))
            .ToArray();
        (_byTable[plan.Number("group_index")], _byTable[plan.Number("aggregate_index")]) = (groups, made);
        return [.. groups, .. made, .. groupings];
    }

    private Flow[] Join(JsonElement plan)
    {
        var (first, second) = Two(plan);
        var left = Read(first);
        var duplicates = plan.Items("duplicate_eliminated_columns").Select(column => Values.Read(column, left)).ToArray();
        var isCorrelated = plan.Word("type") == "LOGICAL_DELIM_JOIN";
        if (isCorrelated)
        {
            _correlations.Push(duplicates);
        }
        var right = Read(second);
        if (isCorrelated)
        {
            _correlations.Pop();
        }
        var by = Flow.Union(
            plan.Items("conditions")
                .Where(condition => !IsCorrelation(plan, condition, first, second))
                .SelectMany(condition => new[] { Values.All(condition.Member("left"), left), Values.All(condition.Member("right"), right) })
                .Concat([
                    Values.All(plan.Member("condition"), [.. left, .. right]),
                    Values.All(plan.Member("predicate"), [.. left, .. right]),
                ])
        );
        var kind = plan.Word("join_type");
        if (kind == "MARK")
        {
            return [.. Mapped(left, plan, "left_projection_map"), by.As(ColumnUse.Transformed)];
        }
        Use(by, ColumnUse.Joins);
        var (shownLeft, shownRight) = (Mapped(left, plan, "left_projection_map"), Mapped(right, plan, "right_projection_map"));
        return kind switch
        {
            "SEMI" or "ANTI" => shownLeft,
            "RIGHT_SEMI" or "RIGHT_ANTI" => shownRight,
            _ => [.. shownLeft, .. shownRight],
        };
    }

    /// <summary>Whether the planner joins a subquery to where it stands, rather than the query two tables.</summary>
    private static bool IsCorrelation(JsonElement plan, JsonElement condition, JsonElement first, JsonElement second)
    {
        if (condition.Word("comparison") != "COMPARE_NOT_DISTINCT_FROM")
        {
            return false;
        }
        return first.Word("type") == "LOGICAL_DELIM_GET"
            || second.Word("type") == "LOGICAL_DELIM_GET"
            || plan.Items("duplicate_eliminated_columns").Any(column => IsReference(column, condition.Member("left").Number("index")))
                && condition.Member("left").Word("expression_class") == "BOUND_REF";
    }

    private static bool IsReference(JsonElement expression, long place) =>
        expression.Word("expression_class") == "BOUND_REF" && expression.Number("index") == place;

    private Flow[] SetOperation(JsonElement plan)
    {
        var parts = plan.Items("children").Select(Read).ToList();
        if (parts.Count < 2 || parts.Exists(part => part.Length != parts[0].Length))
        {
            throw new UnreadablePlanException("its plan has a set operation whose sides differ");
        }
        if (plan.Word("type") == "LOGICAL_UNION")
        {
            return [.. Enumerable.Range(0, parts[0].Length).Select(at => Flow.Union(parts.Select(part => part[at])))];
        }
        Use(Flow.Union(parts.Skip(1).SelectMany(part => part)), ColumnUse.Filters);
        return parts[0];
    }

    /// <summary>Each round may find more; it ends when one does not.</summary>
    private Flow[] Recursive(JsonElement plan)
    {
        var (start, step) = Two(plan);
        var known = Read(start);
        for (var round = 0; round < MostRounds; round++)
        {
            _expressions[plan.Number("table_index")] = known;
            var next = Read(step);
            if (next.Length != known.Length)
            {
                throw new UnreadablePlanException("its plan has a recursion whose sides differ");
            }
            Flow[] both = [.. known.Zip(next, (a, b) => Flow.Union([a, b]))];
            if (both.Zip(known, IsSame).All(same => same))
            {
                return both;
            }
            known = both;
        }
        throw new UnreadablePlanException("its recursion does not come to an end");
    }

    private static bool IsSame(Flow a, Flow b) =>
        a.Uses.Count == b.Uses.Count && a.Uses.All(entry => b.Uses.TryGetValue(entry.Key, out var use) && use == entry.Value);

    private Flow[] Literal(JsonElement plan)
    {
        var input = plan.Items("children").SelectMany(Read).ToArray();
        var rows = plan.Items("expressions")
            .Select(row => row.EnumerateArray().Select(value => Values.Read(value, input)).ToArray())
            .ToList();
        return
        [
            .. Enumerable
                .Range(0, plan.Items("expr_types").Count())
                .Select(at => Flow.Union(rows.Where(row => at < row.Length).Select(row => row[at]))),
        ];
    }

    private Flow[] Each(JsonElement plan, string name, Flow[] input) => [.. plan.Items(name).Select(e => Values.Read(e, input))];

    private Flow[] Only(JsonElement plan) =>
        plan.Items("children").ToList() is [var only] ? Read(only) : throw new UnreadablePlanException("its plan is not complete");

    private static (JsonElement First, JsonElement Second) Two(JsonElement plan) =>
        plan.Items("children").ToList() is [var first, var second]
            ? (first, second)
            : throw new UnreadablePlanException("its plan is not complete");

    /// <summary>Only the columns that a list of places names; all where it names none.</summary>
    private static Flow[] Mapped(Flow[] columns, JsonElement plan, string name) =>
        plan.Items(name).ToList() is { Count: > 0 } places ? [.. places.Select(at => columns[checked((int)at.GetInt64())])] : columns;

    private static Flow[] Nothing(int columns) => [.. Enumerable.Repeat(Flow.Empty, columns)];

    private void Use(Flow flow, ColumnUse use)
    {
        foreach (var source in flow.Uses.Keys)
        {
            _uses.Add(new ColumnEdge(source.Node, source.Column, use));
        }
    }
}
