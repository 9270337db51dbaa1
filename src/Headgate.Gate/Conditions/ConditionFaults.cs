using System.Globalization;
using Headgate.Catalogue;

namespace Headgate.Gate.Conditions;

/// <summary>What is wrong with conditions that someone wants to save. A rule that cannot be evaluated is refused then, and not found out later.</summary>
internal static class ConditionFaults
{
    private static readonly Capability[] OfMetrics =
    [
        Capabilities.Metrics,
        Capabilities.QueryMetrics,
        Capabilities.QueryDimensionValues,
        Capabilities.CompileMetrics,
    ];

    private const int MostRules = 50;
    private const int MostMinutes = 7 * 24 * 60;

    /// <summary>The first fault, with its field; null for none.</summary>
    /// <param name="conditions">The conditions.</param>
    /// <param name="capability">What they are for.</param>
    /// <param name="catalogue">The operations that there are; null where they are not known, and fields are not checked.</param>
    public static (string Field, string Message)? Of(GrantConditions conditions, Capability capability, OperationCatalogue? catalogue)
    {
        if (conditions.Arguments.Count > MostRules || conditions.Hours.Count > MostRules || conditions.Networks.Count > MostRules)
        {
            return ("when", string.Create(CultureInfo.InvariantCulture, $"A grant has at most {MostRules} rules of a kind."));
        }
        if (CompiledConditions.Of(conditions).Broken is { } broken)
        {
            return ("when", broken);
        }
        if (
            conditions.Approval is { } approval
            && (approval.AskMinutes is < 1 or > MostMinutes || approval.UseMinutes is < 1 or > MostMinutes)
        )
        {
            return (
                "when.approval",
                string.Create(CultureInfo.InvariantCulture, $"An approval waits, and is good, for 1 to {MostMinutes} minutes.")
            );
        }
        if (conditions.Models is { } models)
        {
            if (!StartsRuns(capability))
            {
                return (
                    "when.models",
                    $"No run is started by {capability.Id}, so that no rule about models could be evaluated: put it on {Capabilities.TriggerRun.Id} or {Capabilities.RetryRun.Id}."
                );
            }
            if (SelectionText.FaultOf(models) is { } selection)
            {
                return ("when.models", selection);
            }
        }
        if (conditions.Metrics is { } metrics && MetricsFault(metrics, capability) is { } fault)
        {
            return ("when.metrics", fault);
        }
        if (conditions.Withhold.Count > 0 && WithholdFault(conditions.Withhold, capability) is { } withheld)
        {
            return ("when.withhold", withheld);
        }
        if (conditions.Budget is { } budget)
        {
            if (budget is { Calls: null, Runs: null, RunMinutes: null, WarehouseSeconds: null, Rows: null })
            {
                return (
                    "when.budget",
                    "A budget says how many: calls, runs, run_minutes or warehouse_seconds; of metric queries rows too."
                );
            }
            if (budget.Calls < 0 || budget.Runs < 0 || budget.RunMinutes < 0 || budget.WarehouseSeconds < 0 || budget.Rows < 0)
            {
                return ("when.budget", "A budget is 0 or more.");
            }
            if (budget.Rows is not null && !AsksWarehouse(capability))
            {
                return ("when.budget", $"Rows are counted of metric queries: put the budget on {Capabilities.QueryMetrics.Id}.");
            }
            var ofRuns = budget.Runs ?? budget.RunMinutes ?? (AsksWarehouse(capability) ? null : budget.WarehouseSeconds);
            if (ofRuns is not null && !StartsRuns(capability))
            {
                return (
                    "when.budget",
                    $"No run is started by {capability.Id}: count its calls, or put the budget on {Capabilities.TriggerRun.Id}."
                );
            }
        }
        if (conditions.History is { } history && HistoryFault(history, capability) is { } unanswerable)
        {
            return ("when.history", unanswerable);
        }
        return catalogue is null
            ? null
            : Undeclared(conditions, capability, catalogue) ?? MaskFault(conditions.Mask, capability, catalogue);
    }

    private static string? MetricsFault(MetricBounds bounds, Capability capability)
    {
        if (!OfMetrics.Contains(capability))
        {
            return $"{capability.Id} is not about metrics: these bounds are for {string.Join(", ", OfMetrics.Select(c => c.Id))}.";
        }
        if (bounds.Rows.FirstOrDefault(row => row.Fault is not null) is { } row)
        {
            return row.Fault;
        }
        return bounds.HiddenColumns.FirstOrDefault(column => column.Trim().Length == 0 || column.EndsWith('.')) is { } column
            ? $"\"{column}\" names no column: write table.column."
            : null;
    }

    private static string? HistoryFault(HistoryCondition history, Capability capability) =>
        history is { FullRefreshes: null, ReadErrorFirst: false } ? "A rule about history says full_refreshes or read_error_first."
        : history.FullRefreshes < 0 ? "full_refreshes is 0 or more."
        : history.ReadErrorFirst && capability != Capabilities.RetryRun
            ? $"{capability.Id} retries nothing: put read_error_first on {Capabilities.RetryRun.Id}."
        : history.FullRefreshes is not null && !StartsRuns(capability)
            ? $"No run is started by {capability.Id}: put full_refreshes on {Capabilities.TriggerRun.Id} or {Capabilities.RetryRun.Id}."
        : null;

    private static string? WithholdFault(IReadOnlyList<string> facts, Capability capability) =>
        capability != Capabilities.Metadata
            ? $"{capability.Id} shows nothing that a grant could withhold: that is for {Capabilities.Metadata.Id}."
        : facts.FirstOrDefault(fact => !ShownFacts.All.Contains(fact, StringComparer.Ordinal)) is { } unknown
            ? $"\"{unknown}\" cannot be withheld: say {string.Join(" or ", ShownFacts.All)}."
        : null;

    /// <summary>Whether calls of a capability ask the warehouse for metrics or values of dimensions.</summary>
    public static bool AsksWarehouse(Capability capability) =>
        capability == Capabilities.QueryMetrics || capability == Capabilities.QueryDimensionValues;

    /// <summary>Whether calls of a capability start runs.</summary>
    public static bool StartsRuns(Capability capability) => capability == Capabilities.TriggerRun || capability == Capabilities.RetryRun;

    private static (string Field, string Message)? MaskFault(
        IReadOnlyList<string> mask,
        Capability capability,
        OperationCatalogue catalogue
    )
    {
        var told = catalogue
            .Operations.Where(o => o.Capability == capability)
            .SelectMany(o => MaskedFields.Of(o.Answers))
            .ToHashSet(StringComparer.Ordinal);
        return mask.FirstOrDefault(field => !told.Contains(field)) is not { } unknown ? null
            : told.Count == 0 ? ("when.mask", $"No answer of {capability.Id} has fields of a declared form, so that none could be masked.")
            : (
                "when.mask",
                $"No answer of {capability.Id} has a field \"{unknown}\"; its fields are {string.Join(", ", told.Order(StringComparer.Ordinal).Take(100))}."
            );
    }

    private static (string Field, string Message)? Undeclared(
        GrantConditions conditions,
        Capability capability,
        OperationCatalogue catalogue
    )
    {
        var operations = catalogue.Operations.Where(o => o.Capability == capability).ToList();
        var unknown = conditions.Arguments.FirstOrDefault(a => !operations.Exists(o => FieldValues.Declares(o, a.Field)));
        if (unknown is null)
        {
            return null;
        }
        var known = operations
            .SelectMany(o => o.Fields.All)
            .Where(f => f.Place == FieldPlace.Body && f.Name.Length > 0)
            .Select(f => f.Name)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .ToList();
        return (
            "when.arguments",
            known.Count == 0
                ? $"No call of {capability.Id} sends anything, so that no rule about \"{unknown.Field}\" could be evaluated."
                : $"No call of {capability.Id} has a field \"{unknown.Field}\"; its fields are {string.Join(", ", known)}."
        );
    }
}
