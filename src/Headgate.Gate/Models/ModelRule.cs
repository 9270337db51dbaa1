using System.Globalization;
using Headgate.Catalogue;
using Headgate.Gate.Conditions;
using Headgate.Gate.Decisions;
using Headgate.Wire;

namespace Headgate.Gate.Models;

/// <summary>Holds a call that starts a run against the models that its grant allows.</summary>
internal sealed class ModelRule(ModelForesight foresight)
{
    private const int MostNamed = 5;

    /// <summary>Why the call may not be made; null where it may.</summary>
    public async Task<Decision?> RefusalAsync(TermsCall call, ModelsCondition rule, CancellationToken cancellation)
    {
        var (nodes, fault) = await foresight.OfAsync(call, rule, cancellation);
        return RefusalOf(call, rule, nodes, fault);
    }

    /// <summary>What a call that starts a run would touch, and whether its grant's rule (null for none) allows that.</summary>
    public async Task<TermsForeseen> ForeseeAsync(TermsCall call, ModelsCondition? rule, CancellationToken cancellation)
    {
        var (nodes, fault) = await foresight.OfAsync(call, rule, cancellation);
        return new(
            rule is null ? null : RefusalOf(call, rule, nodes, fault),
            nodes is null ? null : string.Create(CultureInfo.InvariantCulture, $"{nodes.Words()}, by the manifest of run {nodes.RunId}"),
            nodes is null ? [] : [.. nodes.Commands.SelectMany(c => c.Taken.Nodes).Distinct(StringComparer.Ordinal)]
        );
    }

    private static Decision? RefusalOf(TermsCall call, ModelsCondition rule, ForeseenNodes? nodes, string? fault) =>
        (fault ?? FaultOf(nodes!, rule)) is { } why
            ? Decision.Deny(
                Reason.ArgumentRule,
                $"{call.Caller.Actor} may not {Denials.LowerFirst(call.Operation.Summary.TrimEnd('.'))} at {call.Target.Describe()}: {why}. "
                    + $"Its grant is for runs touching {rule.Words()} only."
            ) with
            {
                Grant = call.Decision.Grant,
            }
            : null;

    private static string? FaultOf(ForeseenNodes nodes, ModelsCondition rule)
    {
        foreach (var (command, taken) in nodes.Commands)
        {
            if (taken.Fault is { } unknown)
            {
                return $"what `{command}` touches cannot be said beforehand ({unknown.Trim().TrimEnd('.')})";
            }
            if (taken.FullRefresh && !rule.FullRefresh)
            {
                return $"`{command}` builds its tables anew, which the grant does not allow";
            }
            if (taken.Nodes.Where(node => !nodes.Allowed.Contains(node)).ToList() is { Count: > 0 } foreign)
            {
                return $"`{command}` touches {Named(foreign)}";
            }
        }
        return null;
    }

    private static string Named(List<string> nodes) =>
        string.Join(", ", nodes.Take(MostNamed))
        + (nodes.Count > MostNamed ? string.Create(CultureInfo.InvariantCulture, $" and {nodes.Count - MostNamed} others") : "");
}
