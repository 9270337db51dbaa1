using System.Security.Cryptography;
using System.Text;
using Headgate.Jinja.Values;
using Headgate.Jinja.Values.Collections;

namespace Headgate.Dbt.Adapters.Postgres;

/// <summary>An entry of a model's <c>indexes</c>, as <c>adapter.parse_index</c> gives it to templates.</summary>
/// <param name="columns">The indexed columns or expressions.</param>
/// <param name="unique">Must rows differ in them?</param>
/// <param name="type">The method, such as btree or hash; null for the server's own choice.</param>
internal sealed class PostgresIndex(IReadOnlyList<string> columns, bool unique, string? type) : IJinjaObject
{
    /// <inheritdoc />
    public string TypeName => "PostgresIndexConfig";

    /// <inheritdoc />
    public bool IsTruthy => true;

    /// <summary>Reads an entry; none for none.</summary>
    /// <exception cref="DbtException">The entry is not as an index is described.</exception>
    public static Value Parse(in Value raw)
    {
        if (raw.IsNone)
        {
            return Value.None;
        }
        if (!raw.TryGet<JinjaDict>(out var entry))
        {
            throw Wrong($"Invalid index config:\n  Got: {raw}\n  Expected a dictionary with at minimum a \"columns\" key");
        }
        if (!entry.TryGetValue("columns", out var listed))
        {
            throw Wrong("Could not parse index config: at path []: 'columns' is a required property");
        }
        if (listed.Kind == ValueKind.Str || !listed.TryGet<IEnumerable<Value>>(out var columns))
        {
            throw Wrong($"Could not parse index config: at path ['columns']: {listed.Repr()} is not of type 'array'");
        }
        var unique = entry.TryGetValue("unique", out var flag) ? flag : Value.False;
        if (unique.Kind != ValueKind.Bool)
        {
            throw Wrong($"Could not parse index config: at path ['unique']: {unique.Repr()} is not of type 'boolean'");
        }
        var type = entry.TryGetValue("type", out var method) && !method.IsNone ? method.ToString() : null;
        return Value.From(new PostgresIndex([.. columns.Select(c => c.ToString())], unique.IsTruthy, type));
    }

    /// <inheritdoc />
    public bool TryGetAttribute(CallContext context, string name, out Value value)
    {
        value = name switch
        {
            "columns" => Value.From(new JinjaList(columns.Select(c => Value.From(c)).ToList())),
            "unique" => Value.From(unique),
            "type" => Value.From(type),
            _ => default,
        };
        return name is "columns" or "unique" or "type";
    }

    /// <inheritdoc />
    public bool TryCallMethod(CallContext context, string name, Arguments arguments, out Value result)
    {
        result = name == "render" ? Value.From(Name(arguments.Get(0, "relation", Value.None).ToString())) : default;
        return name == "render";
    }

    /// <summary>A name that no index has yet: that of the last run still belongs to the table that this one replaces.</summary>
    private string Name(string relation)
    {
        var parts = string.Join('_', [.. columns, relation, unique.ToString(), type ?? "None", Guid.NewGuid().ToString("N")]);
#pragma warning disable CA5351 // A name, as dbt forms it; nothing is secured by it.
        return Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(parts)));
#pragma warning restore CA5351
    }

    private static DbtException Wrong(string message) => new(DbtErrorKind.Compilation, message);
}
