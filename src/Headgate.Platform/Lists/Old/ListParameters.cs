using Headgate.Catalogue;

namespace Headgate.Platform.Lists;

/// <summary>Parameters that all lists have.</summary>
internal static class ListParameters
{
    /// <summary>State, paging and order, for the guide.</summary>
    public static IReadOnlyList<Parameter> Of(string orderFields) =>
        [new("state", "1, 2 or all", "Active (the default), deleted, or both."), .. WithoutState(orderFields)];

    /// <summary>Paging alone, for lists with an order of their own.</summary>
    public static IReadOnlyList<Parameter> Paging { get; } =
    [
        new("limit", "integer", "Records of a page: 1 to 100, 100 where absent. More is refused on multi-tenant installs."),
        new("offset", "integer", "Records to pass over."),
    ];

    /// <summary>Paging and order, for lists of things that are not soft-deleted.</summary>
    public static IReadOnlyList<Parameter> WithoutState(string orderFields) =>
        [.. Paging, new("order_by", "string", $"Field to order by, with a minus for descending, or a list of such: {orderFields}.")];
}
