using System.Data.Common;
using System.Text.Json;
using Headgate.Metadata.Columns.Plans;

namespace Headgate.Metadata.Columns.Binding;

/// <summary>
/// Says where the columns of queries come from, by DuckDB's own binder. What DuckDB lacks of another warehouse's language (functions, types) and what is not known of a table are
/// filled in as the binder asks for them, and said to be assumed. Not for several threads.
/// </summary>
internal sealed class QueryBinder : IDisposable
{
    private const int LongestSql = 1_000_000;
    private const int LongestPlan = 100_000_000;
    private const int MostTables = 2_000;
    private const int MostAttempts = 400;
    private const int PlanDepth = 5_000;
    private const int LongestType = 500;

    /// <summary>What a column is taken for whose type is not known, one after another until the query makes sense.</summary>
    private static readonly string[] Guesses = ["varchar", "double", "timestamp", "date", "boolean", "varchar[]", "json"];

    private readonly BindingBox _box = new();
    private int _attempts;

    /// <summary>Binds a query.</summary>
    public QueryColumns Bind(BindRequest request)
    {
        if (request.Sql.Length > LongestSql)
        {
            return QueryColumns.Unknown($"it is longer than {LongestSql} characters");
        }
        if (request.Tables.Count > MostTables)
        {
            return QueryColumns.Unknown($"it may read more than {MostTables} tables");
        }
        var functions = new List<string>();
        try
        {
            return Bind(request.Sql.Trim().TrimEnd(';', ' ', '\n', '\r', '\t'), [.. request.Tables.Select(Guessed)], functions);
        }
        catch (DbException failure)
        {
            return QueryColumns.Unknown(PlanFault.Plain(failure.Message));
        }
        catch (UnreadablePlanException failure)
        {
            return QueryColumns.Unknown(failure.Message);
        }
        catch (Exception failure) when (failure is JsonException or InsufficientExecutionStackException)
        {
            return QueryColumns.Unknown("it is nested too deep");
        }
        finally
        {
            functions.ForEach(_box.RemoveFunction);
        }
    }

    /// <inheritdoc />
    public void Dispose() => _box.Dispose();

    private QueryColumns Bind(string sql, List<BoundTable> tables, List<string> functions)
    {
        var assumed = new List<string>();
        for (_attempts = 0; _attempts < MostAttempts; )
        {
            using var plan = Plan(sql, tables);
            if (PlanFault.Find(plan.RootElement) is not { } fault)
            {
                return Read(sql, plan.RootElement, tables, assumed);
            }
            if (!Fill(fault, tables, functions, assumed) && !Guess(sql, fault, tables))
            {
                return QueryColumns.Unknown(Why(fault, tables)) with { Assumed = assumed };
            }
        }
        return QueryColumns.Unknown("too much of what it uses is not known");
    }

    private JsonDocument Plan(string sql, List<BoundTable> tables)
    {
        _attempts++;
        tables.ForEach(_box.Put);
        var text = _box.Plan(sql);
        return text.Length <= LongestPlan
            ? JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = PlanDepth })
            : throw new UnreadablePlanException("its plan is too large");
    }

    /// <summary>
    /// Takes a column whose type is not known for another: the first with which the binder comes further. False where it does with none.
    /// </summary>
    private bool Guess(string sql, PlanFault fault, List<BoundTable> tables)
    {
        foreach (var (at, place) in tables.SelectMany((table, at) => table.Columns.Select((_, place) => (at, place))).ToList())
        {
            var table = tables[at];
            if (table.Columns[place] is not { IsGuessed: true } column)
            {
                continue;
            }
            foreach (var type in Guesses.Where(type => type != column.Type && _attempts < MostAttempts))
            {
                tables[at] = table with { Columns = [.. table.Columns.Select((c, i) => i == place ? c with { Type = type } : c)] };
                using var plan = Plan(sql, tables);
                if (
                    PlanFault.Find(plan.RootElement) is not { } next
                    || next.IsColumn
                    || next.MissingKind is not null
                    || next.Position > fault.Position
                )
                {
                    return true;
                }
            }
            tables[at] = table;
        }
        return false;
    }

    private QueryColumns Read(string sql, JsonElement root, List<BoundTable> tables, List<string> assumed)
    {
        if (root.Items("plans").ToList() is not [var plan])
        {
            return QueryColumns.Unknown("it is not one query");
        }
        var reader = new PlanReader((database, schema, table) => _box.NodeOf(database, schema, table));
        var flows = reader.Read(plan);
        var names = _box.Describe(sql);
        if (names.Count != flows.Length)
        {
            return QueryColumns.Unknown("its plan answers other columns than it does");
        }
        if (tables.Where(table => table.IsOpen).Select(table => table.Node).ToList() is { Count: > 0 } open)
        {
            assumed.Add($"{string.Join(", ", open.Take(5))} may have more columns than are known");
        }
        return new QueryColumns
        {
            Columns =
            [
                .. names
                    .Zip(flows)
                    .Where(column => column.First.Name != TableTypes.Nobody)
                    .Select(column => new OutputColumn(
                        column.First.Name,
                        column.First.Type.Length > LongestType ? "varchar" : column.First.Type,
                        Edges(column.First.Name, column.Second)
                    )),
            ],
            Uses =
            [
                .. reader
                    .Uses.Where(edge => edge.Column != TableTypes.Nobody)
                    .OrderBy(edge => edge.Node, StringComparer.Ordinal)
                    .ThenBy(edge => edge.Column, StringComparer.Ordinal)
                    .ThenBy(edge => edge.Use),
            ],
            Assumed = assumed,
        };
    }

    private static List<ColumnEdge> Edges(string name, Flow flow) =>
        [
            .. flow
                .Uses.Select(entry => new ColumnEdge(
                    entry.Key.Node,
                    entry.Key.Column,
                    entry.Value == ColumnUse.Passed && !name.Equals(entry.Key.Column, StringComparison.OrdinalIgnoreCase)
                        ? ColumnUse.Renamed
                        : entry.Value
                ))
                .OrderBy(edge => edge.Node, StringComparer.Ordinal)
                .ThenBy(edge => edge.Column, StringComparer.Ordinal),
        ];

    /// <summary>Adds what the binder misses, where it is plain what that is. False where it is not.</summary>
    private bool Fill(PlanFault fault, List<BoundTable> tables, List<string> functions, List<string> assumed)
    {
        if (fault is { MissingKind: "Scalar Function" or "Aggregate Function", MissingName: { } function } && !functions.Contains(function))
        {
            _box.AddFunction(function);
            functions.Add(function);
            assumed.Add($"{function}() is not known to the binder, and is taken to be made of all its arguments");
            return true;
        }
        if (fault is { MissingKind: "Type", MissingName: { } type })
        {
            _box.AddType(type);
            return true;
        }
        if (fault is not { IsColumn: true, MissingName: { } column })
        {
            return false;
        }
        var open = tables.FindAll(table => table.IsOpen);
        var table =
            open.Count == 1 ? open[0]
            : open.FindAll(t => t.Name.Equals(fault.Table, StringComparison.OrdinalIgnoreCase)) is [var named] ? named
            : null;
        if (table is null || table.Columns.Any(c => c.Name.Equals(column, StringComparison.OrdinalIgnoreCase)))
        {
            return false;
        }
        tables[tables.IndexOf(table)] = table with
        {
            Columns = [.. table.Columns, new TableColumn(column, Guesses[0]) { IsGuessed = true }],
        };
        return true;
    }

    private static BoundTable Guessed(BoundTable table) =>
        table.Columns.All(column => column.Type is not null)
            ? table
            : table with
            {
                Columns =
                [
                    .. table.Columns.Select(column => column.Type is null ? column with { Type = Guesses[0], IsGuessed = true } : column),
                ],
            };

    private static string Why(PlanFault fault, List<BoundTable> tables) =>
        tables.FindAll(table => table.IsOpen).ConvertAll(table => table.Node) is { Count: > 0 } open
            ? $"{fault.Message} (the columns of {string.Join(", ", open.Take(5))} are not known; `dbt docs generate` in a job tells them)"
            : fault.Message;
}
