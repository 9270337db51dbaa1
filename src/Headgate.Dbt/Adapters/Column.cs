namespace Headgate.Dbt.Adapters;

/// <summary>A column as the database describes it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type without size or precision.</param>
/// <param name="Size">The most characters of a text type.</param>
/// <param name="Precision">The digits of a numeric type.</param>
/// <param name="Scale">The digits after the point of a numeric type.</param>
internal sealed record Column(string Name, string Type, long? Size = null, long? Precision = null, long? Scale = null)
{
    /// <summary>The size of a text type that names none.</summary>
    private const long DefaultSize = 256;

    /// <summary>Is it a text type?</summary>
    public bool IsText => IsOneOf("text", "character varying", "character", "varchar", "string");

    /// <summary>Is it a numeric type with precision?</summary>
    public bool IsNumeric => IsOneOf("numeric", "decimal");

    /// <summary>Is it an integer type?</summary>
    public bool IsInteger =>
        IsOneOf("smallint", "integer", "bigint", "smallserial", "serial", "bigserial", "int2", "int4", "int8", "tinyint", "hugeint", "int");

    /// <summary>Is it a floating point type?</summary>
    public bool IsFloat => IsOneOf("real", "float4", "float", "double precision", "float8", "double");

    /// <summary>Is it any kind of number?</summary>
    public bool IsNumber => IsInteger || IsNumeric || IsFloat;

    /// <summary>The type as a CREATE TABLE states it.</summary>
    public string DataType =>
        IsText && Size is not null ? $"character varying({Size})"
        : IsNumeric && Precision is not null && !Type.Contains('(', StringComparison.Ordinal)
            ? $"{Type}({Precision}{(Scale is null ? "" : "," + Scale)})"
        : Type;

    /// <summary>The size of a text type.</summary>
    public long TextSize => Size ?? DefaultSize;

    /// <summary>Could this text column be widened to hold the other's values?</summary>
    public bool CanExpandTo(Column other) => IsText && other.IsText && other.TextSize > TextSize;

    private bool IsOneOf(params ReadOnlySpan<string> types)
    {
        foreach (var type in types)
        {
            if (Type.Equals(type, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }
        return Type.StartsWith("decimal(", StringComparison.OrdinalIgnoreCase) && types.Contains("decimal");
    }
}
