using System.Globalization;
using GraphQL.Types;
using GraphQLParser.AST;

namespace Headgate.Metadata.Graph.Scalars;

/// <summary>A time in UTC with milliseconds, or a day.</summary>
internal sealed class TimeScalar : ScalarGraphType
{
    private readonly string _form;

    private TimeScalar(string name, string form) => (Name, _form) = (name, form);

    /// <summary><c>DateTime</c>: 2026-11-24T06:00:00.000Z.</summary>
    public static TimeScalar DateTime() => new("DateTime", "yyyy-MM-dd'T'HH:mm:ss.fff'Z'");

    /// <summary><c>Date</c>: 2026-11-24.</summary>
    public static TimeScalar Date() => new("Date", "yyyy-MM-dd");

    public override object? ParseLiteral(GraphQLValue value) =>
        value switch
        {
            GraphQLStringValue text => (object?)Parse((string)text.Value) ?? ThrowLiteralConversionError(value),
            GraphQLNullValue => null,
            _ => ThrowLiteralConversionError(value),
        };

    public override object? ParseValue(object? value) =>
        value switch
        {
            null => null,
            string text => (object?)Parse(text) ?? ThrowValueConversionError(value),
            DateTimeOffset time => time,
            _ => ThrowValueConversionError(value),
        };

    public override object? Serialize(object? value) =>
        value switch
        {
            null => null,
            DateTimeOffset time => time.UtcDateTime.ToString(_form, CultureInfo.InvariantCulture),
            _ => ThrowSerializationError(value),
        };

    private static DateTimeOffset? Parse(string text) =>
        DateTimeOffset.TryParse(
            text,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var time
        )
            ? time
            : null;
}
