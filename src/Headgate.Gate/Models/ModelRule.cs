using System.Globalization;
using Headgate.Catalogue;
using Headgate.Gate.Conditions;
using Headgate.Gate.Decisions;
using Headgate.Gate.Journal.Text;
using Headgate.Wire;
using Microsoft.Extensions.Logging;

namespace Headgate.Gate.Models;

/// <summary>Holds a call that starts a run against the models that its grant allows.</summary>
internal sealed partial class ModelRule(ModelForesight foresight, ILogger<ModelRule> logger)
{
    private const int MostNamed = 5;

    /// <summary>Why the call may not be made; or what its run may touch, which is kept with it.</summary>
    public async Task<(Decision? Refusal, RunBound? Bound)> TakeAsync(TermsCall call, ModelsCondition rule, CancellationToken cancellation)
    {
        var (nodes, fault) = await foresight.OfAsync(call, rule, cancellation);
        return RefusalOf(call, rule, nodes, fault) is { } refusal
            ? (refusal, null)
            : (
                null,
                new RunBound(call.Caller.Id, call.Caller.Name, call.Decision.Grant, rule, nodes!.RunId, nodes.Digest(), nodes.Names())
            );
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

    private Decision? RefusalOf(TermsCall call, ModelsCondition rule, ForeseenNodes? nodes, Unforeseen? fault)
    {
        if (fault is { IsOfRule: true })
        {
            LogNotEvaluable(call.Caller.Actor, call.Decision.Grant ?? "", fault.Why);
        }
        return (fault?.Why ?? FaultOf(nodes!, rule)) is { } why
            ? Decision.Deny(
                fault is { IsOfRule: true } ? Reason.RuleNotEvaluable : Reason.ArgumentRule,
                $"{call.Caller.Actor} may not {Denials.LowerFirst(call.Operation.Summary.TrimEnd('.'))} at {call.Target.Describe()}: {why}. "
                    + $"Its grant is for runs touching {rule.Words()} only."
            ) with
            {
                Grant = call.Decision.Grant,
            }
            : null;
    }

    /// <summary>What of the commands the rule does not allow; null for nothing.</summary>
    public static string? FaultOf(ForeseenNodes nodes, ModelsCondition rule)
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
            if (taken.Nodes.Where(node => !nodes.Allowed.Contains(node) && !ForeseenNodes.IsHook(node)).ToList() is { Count: > 0 } foreign)
            {
                return $"`{command}` touches {Named(foreign)}";
            }
        }
        return null;
    }

    /// <summary>Nodes in words: a project wrote their names.</summary>
    public static string Named(List<string> nodes) =>
        string.Join(", ", nodes.Take(MostNamed).Select(node => VisibleText.Of(node)))
        + (nodes.Count > MostNamed ? string.Create(CultureInfo.InvariantCulture, $" and {nodes.Count - MostNamed} others") : "");

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "{Agent} is denied because a rule about models cannot be evaluated any more ({Grant}): {Why}"
    )]
    private partial void LogNotEvaluable(string agent, string grant, string why);
}
