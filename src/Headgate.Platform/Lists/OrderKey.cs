namespace Headgate.Platform.Lists;

/// <summary>One key of <c>order_by</c>.</summary>
/// <param name="Field">The field.</param>
/// <param name="IsDescending">True with a minus before it.</param>
internal readonly record struct OrderKey(string Field, bool IsDescending)
{
    /// <summary>Reads a key: a field, with a minus for descending.</summary>
    public static OrderKey Parse(string text) => text is ['-', .. var field] ? new(field, true) : new(text, false);

    public override string ToString() => IsDescending ? "-" + Field : Field;
}
