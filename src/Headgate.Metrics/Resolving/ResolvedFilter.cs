using Headgate.Metrics.Items;

namespace Headgate.Metrics.Resolving;

/// <summary>A condition, and the items that it is about.</summary>
/// <param name="Sql">The condition over the columns of the items.</param>
/// <param name="Items">The items.</param>
internal sealed record ResolvedFilter(string Sql, IReadOnlyList<Item> Items);
