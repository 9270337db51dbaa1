using System.Text.RegularExpressions;
using Headgate.Catalogue;
using Headgate.Gate.Agents;
using Headgate.Gate.Journal;
using Headgate.Gate.Journal.Reading;
using Headgate.Testing;

namespace Headgate.Attacks.Tests;

/// <summary>What the record says in English is what it says in its fields, for every operation of the catalogue.</summary>
public sealed partial class SentenceTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Attack("AUD-29")]
    [Fact]
    public async Task Each_sentence_of_the_record_says_what_its_fields_say()
    {
        await using var server = await HeadgateServer.StartAsync();
        var project = await server.CreateProjectAsync("Sales");
        using var nobody = server.ClientFor(null);
        using var empty = server.ClientFor(await server.CreateAgentAsync("empty \"one\""), "Bearer");
        using var full = server.ClientFor(await server.CreateAgentAsync("full", AllGrants()), "Bearer");
        // What deletes comes last, so that the others find what they address.
        foreach (var operation in server.Catalogue.Operations.OrderBy(o => o.Method == "DELETE"))
        {
            foreach (var client in new[] { nobody, empty, full })
            {
                using var request = new HttpRequestMessage(new HttpMethod(operation.Method), Address(operation, server, project));
                if (operation.Method is not ("GET" or "DELETE"))
                {
                    request.Content = new StringContent("{}", null, "application/json");
                }
                using var answer = await client.SendAsync(request, Cancellation);
            }
        }
        var decisions = new JournalReader(JournalSettings.ForData(server.DataFolder).Folder)
            .Read(new JournalQuery(), Cancellation)
            .Select(r => r.Record)
            .Where(r => r.Kind == "decision")
            .ToList();
        decisions.Count.ShouldBeGreaterThanOrEqualTo(3 * server.Catalogue.Operations.Count);
        var words = decisions.Select(d => d.Decision).Distinct().Order().ToList();
        words.ShouldBe(["Allowed", "Denied", "Refused"]);
        var operations = server.Catalogue.Operations.ToDictionary(o => o.Id, StringComparer.Ordinal);
        foreach (var record in decisions)
        {
            Check(record, operations);
        }
        // What needs no grant is denied to nobody.
        var deniable = operations.Values.Count(o => !o.NeedsNoGrant);
        decisions.Where(d => d.Decision == "Denied").Select(d => d.Operation).Distinct().Count().ShouldBe(deniable);
    }

    private static void Check(JournalRecord record, Dictionary<string, Operation> operations)
    {
        var sentence = record.Sentence!;
        var actor = record.Caller is { Name: { } name } ? $"Agent \"{name}\"" : "Nobody";
        if (record.Caller is not null)
        {
            sentence.ShouldStartWith(actor);
        }
        var denied = Denied().Match(sentence);
        var turned = TurnedAway().Match(sentence);
        switch (record.Decision)
        {
            case "Allowed":
                (denied.Success || turned.Success).ShouldBeFalse(sentence);
                Pattern(operations[record.Operation!]).IsMatch(sentence).ShouldBeTrue($"{record.Operation}: {sentence}");
                break;
            case "Denied":
                denied.Success.ShouldBeTrue(sentence);
                denied.Groups["what"].Value.ShouldBe(operations[record.Operation!].Summary);
                break;
            default:
                (denied.Success || turned.Success).ShouldBeTrue(sentence);
                if (turned.Success)
                {
                    turned.Groups["method"].Value.ShouldBe(record.Method);
                }
                break;
        }
    }

    /// <summary>The operation's sentence with any text where the caller and the thing stand.</summary>
    private static Regex Pattern(Operation operation) =>
        new(
            "^" + string.Join(".*", Placeholder().Split(operation.Sentence).Select(Regex.Escape)) + @"\.$",
            RegexOptions.CultureInvariant | RegexOptions.NonBacktracking
        );

    private static string Address(Operation operation, HeadgateServer server, TestProject project) =>
        RouteValue()
            .Replace(
                operation.Route,
                match =>
                    match.Groups["name"].Value switch
                    {
                        "account_id" => $"{server.AccountId}",
                        "project_id" => $"{project.Id}",
                        "job_id" => $"{project.JobId}",
                        "environment_id" => $"{project.ProductionId}",
                        "repository_id" => $"{project.RepositoryId}",
                        "connection_id" => $"{project.ConnectionId}",
                        _ => "1",
                    }
            );

    private static NewGrant[] AllGrants() => [.. Capabilities.All.Where(c => !c.IsGrantedByName).Select(c => new NewGrant(c.Id, "full"))];

    [GeneratedRegex("^(?<who>.+) was refused \"(?<what>[^\"]+)\"", RegexOptions.CultureInvariant)]
    private static partial Regex Denied();

    [GeneratedRegex("^(?<who>.+) was turned away at (?<method>[A-Z]+) ", RegexOptions.CultureInvariant)]
    private static partial Regex TurnedAway();

    [GeneratedRegex(@"\{[a-z_]+\}", RegexOptions.CultureInvariant)]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"\{\*{0,2}(?<name>[a-z_]+)(:[^}]*)?\}", RegexOptions.CultureInvariant)]
    private static partial Regex RouteValue();
}
