using Headgate.Catalogue;

namespace Headgate.Wire;

/// <summary>Which part of a list is asked for.</summary>
/// <param name="Limit">Records of a page.</param>
/// <param name="Offset">Records to pass over.</param>
public readonly record struct Paging(int Limit, int Offset)
{
    /// <summary>The query parameter <c>offset</c>.</summary>
    public static Field<int> OffsetField { get; } = In.Query.Int("offset", "Records to pass over.", 0).Or(0);

    /// <summary>The query parameter <c>limit</c>.</summary>
    /// <param name="size">Records of a page where it is absent.</param>
    /// <param name="most">The largest; null where there is none. Asking for more is refused, as dbt does.</param>
    public static Field<int> LimitField(int size, int? most) =>
        In.Query.Int("limit", "Records of a page. More than 100 is refused on multi-tenant installs.", 1, most ?? int.MaxValue).Or(size);

    /// <summary>Reads both.</summary>
    public static Paging Read(CallContext call, int size, FieldProblems problems) =>
        new(LimitField(size, call.PageLimit).Read(call.Source, problems), OffsetField.Read(call.Source, problems));
}
