namespace Headgate.Wire;

/// <summary>One key of <c>order_by</c>.</summary>
/// <param name="Field">The field.</param>
/// <param name="Descending">True with a minus before it.</param>
public readonly record struct OrderKey(string Field, bool Descending)
{
    /// <inheritdoc/>
    public override string ToString() => Descending ? "-" + Field : Field;
}
