using System.Globalization;
using Headgate.Catalogue;
using Headgate.Gate.Journal;
using Headgate.Gate.Journal.Text;
using Headgate.Gate.Journal.Writing;
using Headgate.Wire;

namespace Headgate.Gate.Models;

/// <summary>
/// Holds runs against the models that they were allowed to touch, on the manifest of their own code: what their commands come to has to be allowed by the rule there too, and to be nothing that it was not when the
/// call was decided. A commit that gives a model an allowed tag in between widens nothing.
/// </summary>
internal sealed class HeldRuns(ModelForesight foresight, JournalWriter journal) : IRunTerms
{
    private const int LongestSentence = 1000;

    public IReadOnlyList<string>? MostNodes(string terms) => [.. RunBound.Of(terms).Nodes.Keys];

    public async Task<string?> RefusalAsync(HeldRun run, CancellationToken cancellation)
    {
        var bound = RunBound.Of(run.Terms);
        var facts = new RunFacts(
            run.Commands,
            run.Variables.Where(v => RunVariables.IsOption(v.Key)).ToDictionary(StringComparer.Ordinal),
            run.RunId,
            $"run {run.RunId.ToString(CultureInfo.InvariantCulture)} {Guid.NewGuid():N}",
            _ => Task.FromResult<Stream?>(File.OpenRead(run.Manifest))
        );
        var (nodes, fault) = await foresight.OfAsync(facts, bound.Rule, cancellation);
        if ((fault?.Why ?? ModelRule.FaultOf(nodes!, bound.Rule) ?? Drift(nodes!, bound)) is not { } why)
        {
            return null;
        }
        var sentence = string.Create(
            CultureInfo.InvariantCulture,
            $"The project is not what run {bound.ManifestRun} told when the run was allowed: {VisibleText.Of(why, LongestSentence / 2)}. The grant of agent \"{bound.AgentName}\" is for runs touching {bound.Rule.Words()} only. Nothing was executed; once a person or a schedule has run the job, the grant is decided on what the project is now."
        );
        await RecordAsync(run, bound, nodes?.Digest(), sentence);
        return sentence;
    }

    /// <summary>What the run would touch that it would not have when it was allowed; null for nothing.</summary>
    private static string? Drift(ForeseenNodes nodes, RunBound bound)
    {
        foreach (var (command, taken) in nodes.Commands)
        {
            if (taken.Nodes.Where(node => !bound.Nodes.ContainsKey(node)).ToList() is { Count: > 0 } more)
            {
                return $"`{command}` touches {ModelRule.Named(more)} now, which it did not";
            }
        }
        return nodes.Names().FirstOrDefault(node => bound.Nodes[node.Key] != node.Value) is { Key: { } moved, Value: var name }
            ? ForeseenNodes.IsHook(moved)
                ? $"the hook {VisibleText.Of(moved)} is another statement now"
                : $"{VisibleText.Of(moved)} is built as {VisibleText.Of(name)} now, and was as {bound.Nodes[moved]}"
            : null;
    }

    private async Task RecordAsync(HeldRun run, RunBound bound, string? digest, string sentence)
    {
        var entry = journal.Rent();
        var json = entry.Json;
        json.WriteString("kind"u8, "run"u8);
        json.WriteString("decision"u8, nameof(RecordWord.Denied));
        json.WriteString("reason"u8, Reason.RuleDrift.Code());
        json.WriteStartObject("caller"u8);
        json.WriteString("kind"u8, "agent"u8);
        json.WriteNumber("id"u8, bound.Agent);
        json.WriteString("name"u8, VisibleText.Of(bound.AgentName));
        json.WriteEndObject();
        json.WriteStartObject("path"u8);
        json.WriteNumber("account"u8, run.AccountId);
        json.WriteNumber("project"u8, run.ProjectId);
        json.WriteNumber("environment"u8, run.EnvironmentId);
        json.WriteNumber("job"u8, run.JobId);
        json.WriteNumber("run"u8, run.RunId);
        json.WriteEndObject();
        if (bound.Grant is { } grant)
        {
            json.WriteString("grant"u8, VisibleText.Of(grant, 256));
        }
        json.WriteString("note"u8, $"nodes {bound.Digest} when it was allowed, {digest ?? "unknown"} now");
        json.WriteString(
            "sentence"u8,
            VisibleText.Of(string.Create(CultureInfo.InvariantCulture, $"Run {run.RunId} was stopped. {sentence}"), LongestSentence)
        );
        await journal.AppendAsync(entry, Durability.Synced);
    }
}
