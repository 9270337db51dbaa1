using Headgate.Catalogue;
using Headgate.Gate.Agents;
using Headgate.Gate.Decisions;
using Headgate.Store.Model;
using Headgate.Wire;

namespace Headgate.Gate.Policies;

/// <summary>Decides the tests of a policy file by the file's own grants, as if they were in effect.</summary>
internal sealed class PolicyTests(CallExplanations explanations)
{
    /// <summary>The agents of a file as callers, with what the account holds.</summary>
    public static Dictionary<string, Caller> Callers(PolicyFile file, long account, IReadOnlyList<Agent> agents, AccountPlaces places)
    {
        var number = 0L;
        return file.Agents.ToDictionary(
            a => a.Name,
            a => new Caller
            {
                Kind = CallerKind.Agent,
                Id = agents.FirstOrDefault(known => string.Equals(known.Name, a.Name, StringComparison.Ordinal))?.Id ?? 0,
                Name = a.Name,
                AccountId = account,
                Rights = AgentTable.Compile(
                    a.Name,
                    0,
                    a.Grants.Select(g =>
                        {
                            var row = PolicyDifference.Row(g.Grant);
                            row.Id = ++number;
                            return GrantRows.ToGrant(row);
                        })
                        .OfType<Grant>(),
                    places
                ),
            },
            StringComparer.Ordinal
        );
    }

    /// <summary>What came of each test.</summary>
    public async Task<IReadOnlyList<PolicyTestResult>> RunAsync(
        PolicyFile file,
        CallContext asked,
        IReadOnlyDictionary<string, Caller> callers,
        CancellationToken cancellation
    )
    {
        var results = new List<PolicyTestResult>();
        foreach (var test in file.Tests)
        {
            var explained = (await explanations.ExplainAsync(asked, callers[test.Agent], test.Operation, test.Arguments, cancellation))!;
            var outcome =
                explained.Outcome == "allowed"
                    ? (explained.Terms?.Contains("approved", StringComparison.Ordinal) == true ? "asks" : "allowed")
                    : "denied";
            var passed =
                outcome == test.Expect
                && (test.Reason is null || string.Equals(test.Reason, explained.Reason.Code(), StringComparison.Ordinal));
            results.Add(new(test.Line, test.Name, passed, $"{outcome} ({explained.Reason.Code()}): {explained.Message}"));
        }
        return results;
    }
}
