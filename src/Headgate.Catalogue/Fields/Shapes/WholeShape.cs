using System.Globalization;
using System.Text.Json;

namespace Headgate.Catalogue;

/// <summary>A whole number of 64 bits.</summary>
/// <param name="Min">The smallest.</param>
/// <param name="Max">The largest.</param>
public sealed record WholeShape(long Min = long.MinValue, long Max = long.MaxValue) : Shape
{
    /// <summary>Whether a text of digits is taken too, where dbt's own service takes it.</summary>
    public bool TakesText { get; init; }

    /// <inheritdoc/>
    public override string Words => "integer";

    internal long? Read(Sent sent, FieldProblems problems, string path)
    {
        long number;
        if (sent.Texts is { } texts)
        {
            if (!long.TryParse(texts[^1].Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number))
            {
                problems.Add(path, "A valid integer is required.");
                return null;
            }
        }
        else if (sent.Json.ValueKind == JsonValueKind.Number && IsWhole(sent.Json))
        {
            if (!sent.Json.TryGetInt64(out number))
            {
                problems.Add(path, "out of range");
                return null;
            }
        }
        else if (
            !TakesText
            || sent.Json.ValueKind != JsonValueKind.String
            || !long.TryParse(sent.Json.GetString(), NumberStyles.None, CultureInfo.InvariantCulture, out number)
        )
        {
            problems.Add(path, "expected int");
            return null;
        }
        if (number < Min)
        {
            problems.Add(
                path,
                sent.Texts is null ? $"value must be at least {Min}" : $"Ensure this value is greater than or equal to {Min}."
            );
            return null;
        }
        if (number > Max)
        {
            problems.Add(path, sent.Texts is null ? $"value must be at most {Max}" : $"Ensure this value is less than or equal to {Max}.");
            return null;
        }
        return number;
    }

    private static bool IsWhole(JsonElement number) => number.GetRawText().AsSpan().IndexOfAny('.', 'e', 'E') < 0;
}
