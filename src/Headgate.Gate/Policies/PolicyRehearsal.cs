using System.Text.Json;
using Headgate.Catalogue;
using Headgate.Gate.Decisions;
using Headgate.Gate.Journal.Reading;
using Headgate.Wire;

namespace Headgate.Gate.Policies;

/// <summary>Decides recorded calls of agents by the grants of a policy file, as if they had been in effect then. Pure but for reading the record.</summary>
internal static class PolicyRehearsal
{
    private const int MostExamples = 10;

    /// <summary>Rehearses.</summary>
    /// <param name="records">The record's decisions, in order.</param>
    /// <param name="callers">The agents of the file.</param>
    /// <param name="catalogue">The operations that there are.</param>
    /// <param name="cancellation">Ends it.</param>
    public static PolicyRehearsalView Of(
        IEnumerable<JournalRecord> records,
        IReadOnlyDictionary<string, Caller> callers,
        OperationCatalogue catalogue,
        CancellationToken cancellation
    )
    {
        var operations = catalogue.Operations.ToDictionary(o => o.Id, StringComparer.Ordinal);
        var (calls, same, notJudged) = (0L, 0L, 0L);
        var denied = new Turned();
        var allowed = new Turned();
        foreach (var record in records)
        {
            cancellation.ThrowIfCancellationRequested();
            if (record.Caller is not { Kind: "agent" } by || !callers.TryGetValue(by.Name, out var caller))
            {
                continue;
            }
            calls++;
            if (
                record.Operation is null
                || !operations.TryGetValue(record.Operation, out var operation)
                || record.Decision is not ("Allowed" or "Denied" or "Held")
                || caller.Rights is not AgentTable table
            )
            {
                // Turned away before any rule was asked, or about something that is no more.
                notJudged++;
                continue;
            }
            var target = TargetOf(operation, record.Path ?? new RecordedPath(), caller.AccountId);
            var isAccount = operation.Target.Kind == TargetKind.Account;
            var decision = GrantDecision.Of(
                table,
                new CallFacts(caller, operation, target, ArgumentsOf(record), Anywhere: !isAccount && target.Kind == TargetKind.Account)
                {
                    Address = record.From,
                },
                record.Time
            );
            var was = record.Decision is not "Denied";
            if (decision.IsAllowed == was)
            {
                same++;
            }
            else if (decision.IsAllowed)
            {
                allowed.Add(record, decision);
            }
            else
            {
                denied.Add(record, decision);
            }
        }
        return new PolicyRehearsalView(calls, same, denied.Count, allowed.Count, notJudged, denied.Examples, allowed.Examples);
    }

    /// <summary>What a record says of its target: ids, and no more.</summary>
    private static Target TargetOf(Operation operation, RecordedPath path, long account) =>
        new()
        {
            Kind =
                (path.Run ?? path.Job ?? path.Environment ?? path.Project) is null && operation.Target.BodyField is null
                    ? TargetKind.Account
                    : operation.Target.Kind,
            AccountId = account,
            ProjectId = path.Project,
            EnvironmentId = path.Environment,
            JobId = path.Job,
            RunId = path.Run,
        };

    /// <summary>The fields that the record tells; what it only has a digest of is taken for not sent.</summary>
    private static CallArguments? ArgumentsOf(JournalRecord record) =>
        record.Arguments is { Count: > 0 } told
            ? new CallArguments(
                new FieldSource(
                    JsonSerializer.SerializeToElement(
                        told.Where(a => a.Key != "sha256").ToDictionary(a => a.Key, a => ValueOf(a.Value), StringComparer.Ordinal)
                    )
                ),
                []
            )
            : null;

    private static JsonElement ValueOf(string text)
    {
        try
        {
            return text.StartsWith('[') || text.StartsWith('{') ? JsonElement.Parse(text) : JsonSerializer.SerializeToElement(text);
        }
        catch (JsonException)
        {
            return JsonSerializer.SerializeToElement(text);
        }
    }

    private sealed class Turned
    {
        private readonly List<PolicyRehearsalExample> _examples = [];

        public long Count { get; private set; }

        public IReadOnlyList<PolicyRehearsalExample> Examples => _examples;

        public void Add(JournalRecord record, Decision decision)
        {
            Count++;
            // One example of each act of each agent tells more than ten of the commonest.
            if (_examples.Count < MostExamples && !_examples.Exists(e => e.Agent == record.Caller!.Name && e.Operation == record.Operation))
            {
                _examples.Add(
                    new(record.Sequence, record.Time, record.Caller!.Name, record.Operation!, record.Sentence ?? "", decision.Message)
                );
            }
        }
    }
}
