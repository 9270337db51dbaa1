using System.Globalization;
using GraphQL.Types;
using GraphQLParser.AST;

namespace Headgate.Graph.Scalars;

/// <summary>A whole number of 64 bits: sent as a number or as a text of digits, answered as a number.</summary>
public sealed class BigIntScalar : ScalarGraphType
{
    /// <summary>The scalar.</summary>
    public BigIntScalar() => Name = "BigInt";

    /// <inheritdoc/>
    public override object? ParseLiteral(GraphQLValue value) =>
        value switch
        {
            GraphQLIntValue number => (object?)Parse((string)number.Value) ?? ThrowLiteralConversionError(value),
            GraphQLStringValue text => (object?)Parse((string)text.Value) ?? ThrowLiteralConversionError(value),
            GraphQLNullValue => null,
            _ => ThrowLiteralConversionError(value),
        };

    /// <inheritdoc/>
    public override object? ParseValue(object? value) =>
        value switch
        {
            null => null,
            int number => (long)number,
            long number => number,
            string text => (object?)Parse(text) ?? ThrowValueConversionError(value),
            _ => ThrowValueConversionError(value),
        };

    /// <inheritdoc/>
    public override object? Serialize(object? value) =>
        value switch
        {
            null => null,
            int number => (long)number,
            long number => number,
            double number => (long)number,
            _ => ThrowSerializationError(value),
        };

    private static long? Parse(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
}
