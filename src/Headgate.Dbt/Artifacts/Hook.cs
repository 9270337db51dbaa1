namespace Headgate.Dbt.Artifacts;

/// <summary>A statement before or after a node.</summary>
/// <param name="Sql">Template text.</param>
/// <param name="Transaction">Whether it runs inside the node's transaction.</param>
/// <param name="Index">Position, or null.</param>
public sealed record Hook(string Sql, bool Transaction, long? Index)
{
    /// <summary>Hooks from their configuration form.</summary>
    /// <param name="value">List of maps with <c>sql</c>, <c>transaction</c> and <c>index</c>.</param>
    internal static IReadOnlyList<Hook> ListOf(object? value)
    {
        if (value is not List<object?> { Count: > 0 } list)
        {
            return [];
        }
        var hooks = new List<Hook>(list.Count);
        foreach (var item in list)
        {
            if (item is OrderedDictionary<string, object?> map)
            {
                hooks.Add(
                    new Hook(
                        map.GetValueOrDefault("sql") as string ?? "",
                        map.GetValueOrDefault("transaction") is not false,
                        map.GetValueOrDefault("index") as long?
                    )
                );
            }
        }
        return hooks;
    }
}
