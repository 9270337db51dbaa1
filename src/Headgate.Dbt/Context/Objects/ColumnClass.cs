using System.Globalization;
using Headgate.Dbt.Adapters;
using Headgate.Jinja.Values;

namespace Headgate.Dbt.Context.Objects;

/// <summary><c>api.Column</c>: makes columns and names types.</summary>
internal sealed class ColumnClass(Dialect dialect) : IJinjaObject
{
    private static readonly HostMethods<ColumnClass> Methods = new(
        new Dictionary<string, HostMethod<ColumnClass>>(StringComparer.Ordinal)
        {
            ["create"] = static (self, _, a) =>
                self.Make(a.RequiredText(0, "name", "create"), a.RequiredText(1, "label_or_dtype", "create"), default, default, default),
            ["translate_type"] = static (_, _, a) => Value.From(Translate(a.RequiredText(0, "dtype", "translate_type"))),
            ["numeric_type"] = static (_, _, a) => Value.From(Numeric(a)),
            ["string_type"] = static (_, _, a) => Value.From($"character varying({a.Required(0, "size", "string_type")})"),
        }
    );

    /// <inheritdoc />
    public string TypeName => "type";

    /// <inheritdoc />
    public bool IsCallable => true;

    /// <inheritdoc />
    public Value Call(CallContext context, Arguments arguments) =>
        Make(
            arguments.RequiredText(0, "column", "Column"),
            arguments.RequiredText(1, "dtype", "Column"),
            arguments.Get(2, "char_size", Value.None),
            arguments.Get(3, "numeric_precision", Value.None),
            arguments.Get(4, "numeric_scale", Value.None)
        );

    /// <inheritdoc />
    public bool TryGetAttribute(CallContext context, string name, out Value value) => Methods.TryGet(this, name, out value);

    /// <inheritdoc />
    public bool TryCallMethod(CallContext context, string name, Arguments arguments, out Value result) =>
        Methods.TryCall(this, context, name, arguments, out result);

    private Value Make(string name, string type, in Value size, in Value precision, in Value scale) =>
        Value.From(new ColumnObject(new Column(name, type, Number(size), Number(precision), Number(scale)), dialect));

    private static string Translate(string type) =>
        type.ToUpperInvariant() switch
        {
            "STRING" => "TEXT",
            _ => type,
        };

    private static string Numeric(in Arguments arguments)
    {
        var type = arguments.RequiredText(0, "dtype", "numeric_type");
        var precision = arguments.Text(1, "precision");
        var scale = arguments.Text(2, "scale");
        return precision is null || scale is null ? type : $"{type}({precision},{scale})";
    }

    private static long? Number(in Value value)
    {
        if (value.TryGetInt64(out var number))
        {
            return number;
        }
        return value.IsNone || value.IsUndefined || !value.TryGetDouble(out var real)
            ? null
            : Convert.ToInt64(real, CultureInfo.InvariantCulture);
    }
}
