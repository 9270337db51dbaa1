using System.Text.RegularExpressions;
using Headgate.Jinja;
using Headgate.Jinja.Errors;
using Headgate.Jinja.Options;
using Headgate.Jinja.Values;

namespace Headgate.Metrics.Flight;

/// <summary>A statement of a client: <c>select * from {{ semantic_layer.query(…) }}</c>, or the braces alone, as dbt's SDK sends them.</summary>
/// <param name="Method">The method of <c>semantic_layer</c>.</param>
/// <param name="Arguments">Its arguments by name; lists, items, texts, numbers and flags.</param>
/// <param name="Columns">The columns that are selected; null for all.</param>
internal sealed partial record FlightStatement(
    string Method,
    IReadOnlyDictionary<string, object?> Arguments,
    IReadOnlyList<string>? Columns
)
{
    private const string Hole = "\u0001";

    private static readonly JinjaEnvironment Environment = new(
        new JinjaOptions
        {
            Undefined = UndefinedBehavior.Strict,
            // Statements of clients are as many as clients like.
            CacheSize = 0,
            Limits = new Limits
            {
                MaxSteps = 100_000,
                MaxCallDepth = 50,
                MaxNesting = 50,
                MaxOutputLength = 100_000,
                MaxSourceLength = 100_000,
                MaxValueLength = 100_000,
                MaxTotalLength = 1_000_000,
            },
        }
    );

    private static readonly Signature DimensionForm = new("Dimension", "name");
    private static readonly Signature TimeForm = new("TimeDimension", "name", "time_granularity_name?");
    private static readonly Signature EntityForm = new("Entity", "name");
    private static readonly Signature MetricForm = new("Metric", "name", "alias?");

    /// <summary>An argument as items; a text is the item of its name.</summary>
    public IReadOnlyList<StatementItem> Items(string name) =>
        Arguments.GetValueOrDefault(name) switch
        {
            null => [],
            IReadOnlyList<object?> list => [.. list.Select(Item)],
            var one => [Item(one)],
        };

    /// <summary>An argument as texts.</summary>
    public IReadOnlyList<string> Texts(string name) =>
        Arguments.GetValueOrDefault(name) switch
        {
            null => [],
            IReadOnlyList<object?> list => [.. list.Select(item => item as string ?? throw Wrong($"'{name}' takes texts"))],
            string text => [text],
            _ => throw Wrong($"'{name}' takes texts"),
        };

    /// <summary>A text; null for none.</summary>
    public string? Text(string name) => Texts(name) is [var text] ? text : null;

    /// <summary>A whole number; null for none.</summary>
    public long? Number(string name) =>
        Arguments.GetValueOrDefault(name) switch
        {
            null => null,
            long number => number,
            _ => throw Wrong($"'{name}' takes a whole number"),
        };

    /// <summary>A flag.</summary>
    public bool Flag(string name, bool otherwise) => Arguments.GetValueOrDefault(name) is bool flag ? flag : otherwise;

    /// <summary>Reads a statement.</summary>
    /// <exception cref="FlightRefusalException">It is none that is answered.</exception>
    public static FlightStatement Read(string sql)
    {
        if (sql.Contains(Hole, StringComparison.Ordinal))
        {
            throw Wrong("it has a control character");
        }
        var layer = new SemanticLayerObject(Hole);
        string around;
        try
        {
            around = Environment.Compile(sql).Render(Variables(layer));
        }
        catch (JinjaException e)
        {
            throw Wrong(e.Message);
        }
        var form = Around().Match(around);
        if (layer.Method is not { } method || !form.Success)
        {
            throw Wrong(
                "only \"select * from {{ semantic_layer.query(…) }}\" and the like are answered, with names of columns in place of the star; conditions, order and limit are arguments of query"
            );
        }
        var columns = form.Groups["columns"] is { Success: true, Value: not "*" } named
            ? named.Value.Split(',').Select(column => column.Trim().Trim('"')).ToList()
            : null;
        return new FlightStatement(method, layer.Arguments, columns);
    }

    private static Variables Variables(SemanticLayerObject layer) =>
        new()
        {
            { "semantic_layer", Value.From(layer) },
            { "Dimension", Value.Function("Dimension", (_, arguments) => Value.From(Named(DimensionForm, arguments))) },
            { "TimeDimension", Value.Function("TimeDimension", (_, arguments) => Value.From(Time(arguments))) },
            { "Entity", Value.Function("Entity", (_, arguments) => Value.From(Named(EntityForm, arguments))) },
            { "Metric", Value.Function("Metric", (_, arguments) => Value.From(Metric(arguments))) },
        };

    private static StatementItem Named(Signature form, Arguments arguments)
    {
        var slots = new Value[1];
        form.Bind(arguments, slots);
        return new(slots[0].AsString());
    }

    private static StatementItem Time(Arguments arguments)
    {
        var slots = new Value[2];
        TimeForm.Bind(arguments, slots);
        return new(slots[0].AsString()) { Grain = slots[1].TryGetString(out var grain) ? grain : null };
    }

    private static StatementItem Metric(Arguments arguments)
    {
        var slots = new Value[2];
        MetricForm.Bind(arguments, slots);
        return new(slots[0].AsString()) { IsMetric = true, Alias = slots[1].TryGetString(out var alias) ? alias : null };
    }

    private static StatementItem Item(object? item) =>
        item switch
        {
            StatementItem read => read,
            string { Length: > 1 } name when name[0] == '-' => new(name[1..]) { Descending = true },
            string name => new(name),
            _ => throw Wrong("metrics, group_by and order_by hold names"),
        };

    private static FlightRefusalException Wrong(string reason) => FlightRefusalException.Of($"The statement cannot be read: {reason}.");

    [GeneratedRegex(
        "^\\s*(?:select\\s+(?<columns>\\*|\"?\\w+\"?(?:\\s*,\\s*\"?\\w+\"?)*)\\s+from\\s+)?\u0001\\s*;?\\s*$",
        RegexOptions.IgnoreCase | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Around();
}
