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
        if (conditions.Budget is { } budget)
        {
            if (budget is { Calls: null, Runs: null, RunMinutes: null })
            {
                return ("when.budget", "A budget says how many: calls, runs or run_minutes.");
            }
            if (budget.Calls < 0 || budget.Runs < 0 || budget.RunMinutes < 0)
            {
                return ("when.budget", "A budget is 0 or more.");
            }
            if ((budget.Runs ?? budget.RunMinutes) is not null && !StartsRuns(capability))
            {
                return (
                    "when.budget",
                    $"No run is started by {capability.Id}: count its calls, or put the budget on {Capabilities.TriggerRun.Id}."
                );
            }
        }
        return catalogue is null ? null : Undeclared(conditions, capability, catalogue);
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

    /// <summary>Whether calls of a capability start runs.</summary>
    public static bool StartsRuns(Capability capability) => capability == Capabilities.TriggerRun || capability == Capabilities.RetryRun;

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
