namespace Headgate.Jinja.Values;

/// <summary>Stands in the reference of a <see cref="Value"/> whose content is in its 64 bits.</summary>
internal sealed class InlineTag(ValueKind kind)
{
    public static readonly InlineTag None = new(ValueKind.None);
    public static readonly InlineTag Bool = new(ValueKind.Bool);
    public static readonly InlineTag Int = new(ValueKind.Int);
    public static readonly InlineTag Float = new(ValueKind.Float);

    public readonly ValueKind Kind = kind;
}
