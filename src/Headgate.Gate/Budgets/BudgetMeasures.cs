using Headgate.Catalogue;

namespace Headgate.Gate.Budgets;

/// <summary>What is counted of a day, as the store, the record and people name it.</summary>
internal static class BudgetMeasures
{
    public const string Runs = "runs";
    public const string RunMinutes = "run minutes";
    public const string WarehouseSeconds = "warehouse seconds";
    public const string Rows = "rows";
    public const string FullRefreshes = "full refreshes";

    /// <summary>Calls of a capability.</summary>
    public static string CallsOf(Capability capability) => $"calls of {capability.Id}";
}
