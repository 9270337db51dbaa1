using Headgate.Dbt.Adapters;
using Headgate.Jinja.Values;

namespace Headgate.Dbt.Context.Objects;

/// <summary>A statement's response; its text is the short message.</summary>
internal sealed class ResponseObject(AdapterResponse response) : IJinjaObject
{
    /// <summary>The response.</summary>
    public AdapterResponse Response { get; } = response;

    /// <inheritdoc />
    public string TypeName => "AdapterResponse";

    /// <inheritdoc />
    public bool IsTruthy => true;

    /// <inheritdoc />
    public bool TryGetAttribute(CallContext context, string name, out Value value)
    {
        value = name switch
        {
            "_message" or "message" => Value.From(Response.Message),
            "code" => Value.From(Response.Code),
            "rows_affected" => Response.RowsAffected is { } rows ? Value.From(rows) : Value.None,
            _ => default,
        };
        return name is "_message" or "message" or "code" or "rows_affected";
    }

    /// <inheritdoc />
    public string Str() => Response.Message;

    /// <inheritdoc />
    public string Repr() => $"AdapterResponse(_message='{Response.Message}')";
}
