using Headgate.Dbt.Adapters;
using Headgate.Jinja.Values;

namespace Headgate.Dbt.Context.Objects;

/// <summary>A column as templates hold it: what <c>get_columns_in_relation</c> and <c>api.Column</c> give.</summary>
internal sealed class ColumnObject(Column column, Dialect dialect) : IJinjaObject
{
    private static readonly HostMethods<ColumnObject> Methods = new(
        new Dictionary<string, HostMethod<ColumnObject>>(StringComparer.Ordinal)
        {
            ["is_string"] = static (self, _, _) => Value.From(self.Column.IsText),
            ["is_numeric"] = static (self, _, _) => Value.From(self.Column.IsNumeric),
            ["is_integer"] = static (self, _, _) => Value.From(self.Column.IsInteger),
            ["is_float"] = static (self, _, _) => Value.From(self.Column.IsFloat),
            ["is_number"] = static (self, _, _) => Value.From(self.Column.IsNumber),
            ["string_size"] = static (self, _, _) => Value.From(self.Column.TextSize),
            ["string_type"] = static (_, _, a) => Value.From($"character varying({a.Required(0, "size", "string_type")})"),
            ["can_expand_to"] = static (self, _, a) =>
                Value.From(
                    a.Required(0, "other_column", "can_expand_to").TryGet<ColumnObject>(out var other)
                        && self.Column.CanExpandTo(other.Column)
                ),
        }
    );

    /// <summary>The column.</summary>
    public Column Column { get; } = column;

    /// <inheritdoc />
    public string TypeName => "Column";

    /// <inheritdoc />
    public bool IsTruthy => true;

    /// <inheritdoc />
    public bool TryGetAttribute(CallContext context, string name, out Value value)
    {
        switch (name)
        {
            case "name":
            case "column":
                value = Value.From(Column.Name);
                return true;
            case "quoted":
                value = Value.From(dialect.Quote(Column.Name));
                return true;
            case "dtype":
                value = Value.From(Column.Type);
                return true;
            case "data_type":
            case "expanded_data_type":
                value = Value.From(Column.DataType);
                return true;
            case "char_size":
                value = Number(Column.Size);
                return true;
            case "numeric_precision":
                value = Number(Column.Precision);
                return true;
            case "numeric_scale":
                value = Number(Column.Scale);
                return true;
            default:
                return Methods.TryGet(this, name, out value);
        }
    }

    /// <inheritdoc />
    public bool TryCallMethod(CallContext context, string name, Arguments arguments, out Value result) =>
        Methods.TryCall(this, context, name, arguments, out result);

    /// <inheritdoc />
    public bool EqualTo(in Value other) => other.TryGet<ColumnObject>(out var o) && o.Column == Column;

    /// <inheritdoc />
    public int Hash() => Column.GetHashCode();

    /// <inheritdoc />
    public string Repr() => $"<Column {Column.Name} ({Column.DataType})>";

    private static Value Number(long? number) => number is { } n ? Value.From(n) : Value.None;
}
