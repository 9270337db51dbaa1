namespace Headgate.Catalogue;

/// <summary>Two times, the first and the last of a span: a list of two, as <c>created_at__range</c> takes it.</summary>
public sealed record TimesShape : ListShape
{
    internal TimesShape()
        : base(new TimeShape(), 2) { }

    /// <inheritdoc/>
    public override string Words => "range of times";

    internal static TimeRange? Read(Sent sent, FieldProblems problems, string path)
    {
        if (TextsOf(sent) is [var first, var second] && TimeShape.TryParse(first, out var from) && TimeShape.TryParse(second, out var to))
        {
            return new TimeRange(from, to);
        }
        problems.Add(path, "Two ISO 8601 times are required, as in [\"2025-01-01T00:00:00Z\",\"2025-02-01T00:00:00Z\"].");
        return null;
    }
}
