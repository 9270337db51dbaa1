using Headgate.Jinja.Values;

namespace Headgate.Metrics.Flight;

/// <summary>The <c>semantic_layer</c> of a statement: it remembers the one method that is called, and its arguments.</summary>
/// <param name="hole">What the call leaves in the text.</param>
internal sealed class SemanticLayerObject(string hole) : IJinjaObject
{
    /// <summary>The parameters of each method, in dbt's order.</summary>
    private static readonly Dictionary<string, string[]> Methods = new(StringComparer.Ordinal)
    {
        ["query"] = ["metrics", "group_by", "where", "order_by", "limit", "compile", "saved_query", "read_cache"],
        ["query_with_all_group_bys"] = ["metrics", "compile"],
        ["dimension_values"] = ["metrics", "group_by"],
        ["metrics"] = ["search", "page_size", "page_number"],
        ["dimensions"] = ["metrics", "search", "page_size", "page_number"],
        ["entities"] = ["metrics", "search", "page_size", "page_number"],
        ["measures"] = ["metrics"],
        ["queryable_granularities"] = ["metrics"],
        ["metrics_for_dimensions"] = ["group_by"],
        ["saved_queries"] = ["search", "page_size", "page_number"],
    };

    public string TypeName => "semantic_layer";

    /// <summary>The method that was called; null for none.</summary>
    public string? Method { get; private set; }

    /// <summary>Its arguments.</summary>
    public Dictionary<string, object?> Arguments { get; } = new(StringComparer.Ordinal);

    public bool TryCallMethod(CallContext context, string name, Arguments arguments, out Value result)
    {
        result = default;
        if (Method is not null || !Methods.TryGetValue(name, out var parameters))
        {
            return false;
        }
        var slots = new Value[parameters.Length];
        new Signature(name, Array.ConvertAll(parameters, parameter => parameter + "?")).Bind(arguments, slots);
        for (var i = 0; i < slots.Length; i++)
        {
            if (Read(context, slots[i]) is { } value)
            {
                Arguments[parameters[i]] = value;
            }
        }
        Method = name;
        result = Value.From(hole);
        return true;
    }

    private static object? Read(CallContext context, in Value value) =>
        value.Kind switch
        {
            _ when value.Equals(default) || value.IsNone => null,
            ValueKind.Str => value.AsString(),
            ValueKind.Bool => value.IsTruthy,
            ValueKind.Int => value.AsInt64(),
            ValueKind.List or ValueKind.Tuple => Operators.ToList(context, value).ConvertAll(item => Read(context, item)),
            _ => value.TryGet<StatementItem>(out var item)
                ? item
                : throw FlightRefusalException.Of("An argument holds names, texts and numbers."),
        };
}
