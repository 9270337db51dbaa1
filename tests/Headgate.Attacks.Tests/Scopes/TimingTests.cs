using System.Globalization;
using System.Text.Json;
using Headgate.Catalogue;
using Headgate.Store.Model;
using Headgate.Testing;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Headgate.Attacks.Tests.Scopes;

/// <summary>
/// How long an answer takes is what it asks of the database. What is hidden from a caller and what does not exist ask the same, at the first question and at each one after it;
/// so the time tells no more than the words do.
/// </summary>
public sealed class TimingTests(ITestOutputHelper output)
{
    private const string Nowhere = "987654321";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_hidden_costs_what_is_missing_costs_at_the_first_question_and_at_the_next()
    {
        // Before the server: EF asks for a second at most once whether anybody listens.
        using var commands = new CommandCount();
        await using var server = await HeadgateServer.StartAsync(s => s with { AgentRequestsPerMinute = null, RequestsPerMinute = null });
        var world = await CanaryWorld.SeedAsync(server, Cancellation);
        await using var db = await server.DatabaseAsync();
        var place = await db.Jobs.AsNoTracking().OrderBy(j => j.Id).FirstAsync(j => j.AccountId == server.AccountId, Cancellation);
        var resources = Capabilities.All.Where(c => c.Kind == CapabilityKind.Resource);
        string[] callers =
        [
            await server.CreateAgentAsync("narrow", [.. resources.Select(c => Grants.In(c, project: place.ProjectId))]),
            await server.CreateServiceTokenAsync("Developer", place.ProjectId),
        ];
        var reads = server
            .Services.GetRequiredService<OperationTable>()
            .All.Select(e => e.Spec)
            .Where(o => o is { Access: Access.Read, IsGateAdministration: false });
        var (compared, told) = (0, new List<string>());
        foreach (var (operation, field, hidden) in reads.SelectMany(o => Pairs(o, world)))
        {
            var missing = long.TryParse(hidden, out _) ? Nowhere : "wsu_nowhere";
            foreach (var caller in callers)
            {
                var of = await AskAsync(server, commands, caller, operation, Arguments(operation, place, field, hidden));
                if (!of.ShowsNothing)
                {
                    continue;
                }
                var ofMissing = await AskAsync(server, commands, caller, operation, Arguments(operation, place, field, missing));
                compared++;
                if (of != ofMissing)
                {
                    told.Add($"{operation.Id} {field.Name}={hidden}: {of}; {missing}: {ofMissing}");
                }
            }
        }
        output.WriteLine($"{compared} pairs of a hidden and a missing thing compared");
        compared.ShouldBeGreaterThan(200);
        told.ShouldBeEmpty(string.Join('\n', told.Take(30)));
    }

    /// <summary>What a read can be asked about by id: the thing of its path, and each filter of a list by a place.</summary>
    private static IEnumerable<(Operation Operation, Field Field, string Id)> Pairs(Operation operation, ILookup<TargetKind, string> world)
    {
        var aimed = RouteFields
            .Of(operation.Route)
            .Where(f => f.Name == operation.Target.RouteValue)
            .Select(f => (f, operation.Target.Kind));
        var filters = operation.Fields.All.Where(f => f.Place == FieldPlace.Query && ScopeQuestions.IdsOf(f) is not null);
        return aimed
            .Concat(filters.Select(f => (f, ScopeQuestions.IdsOf(f)!.Value)))
            .SelectMany(pair => world[pair.Item2].Select(id => (operation, pair.f, id)));
    }

    private static JsonElement Arguments(Operation operation, Job place, Field field, string id)
    {
        object value = long.TryParse(id, CultureInfo.InvariantCulture, out var number) ? number : id;
        var arguments = RouteFields
            .Of(operation.Route)
            .Select(f => f.Name)
            .Where(name => name != "account_id")
            .ToDictionary(name => name, object (_) => place.ProjectId);
        arguments[field.Name] = field.Shape is ListShape ? new[] { value } : value;
        return JsonSerializer.SerializeToElement(arguments);
    }

    /// <summary>The words of a question, with the fewest commands of three times right after a change of the database, and of three without one.</summary>
    private static async Task<Cost> AskAsync(
        HeadgateServer server,
        CommandCount commands,
        string secret,
        Operation operation,
        JsonElement arguments
    )
    {
        var calls = server.Services.GetRequiredService<NamedCalls>();
        var origin = new CallOrigin("memory", "127.0.0.1", CredentialHeader.Read("Bearer " + secret), server.Services);
        var (words, showsNothing) = ("", true);
        var (first, again) = (int.MaxValue, int.MaxValue);
        // A commit of others, such as a tick of the queue, forgets what was remembered: the fewest of three is what the question costs by itself.
        for (var i = 0; i < 3 && showsNothing; i++)
        {
            await TouchAsync(server);
            first = Math.Min(first, await commands.OfAsync(CallAsync));
        }
        for (var i = 0; i < 3 && showsNothing; i++)
        {
            again = Math.Min(again, await commands.OfAsync(CallAsync));
        }
        return new Cost(words, showsNothing, first, again);

        async Task CallAsync()
        {
            var (call, end) = await calls.CallAsync(origin, operation.Id, arguments, Cancellation);
            if (end.Refusal is { } refusal)
            {
                (words, showsNothing) = (refusal.Message, refusal.Status == System.Net.HttpStatusCode.NotFound);
                return;
            }
            await calls.RecordAsync(call, end, 0, Cancellation);
            (words, showsNothing) = ("", operation.Target.RouteValue is null && end.Answer is PageAnswer { Count: 0 });
        }
    }

    private static async Task TouchAsync(HeadgateServer server)
    {
        await using var db = await server.DatabaseAsync();
        // Another value each time: SQLite writes nothing where a row stays the same.
        var name = Guid.NewGuid().ToString();
        await db.Users.ExecuteUpdateAsync(set => set.SetProperty(u => u.FirstName, name), Cancellation);
    }

    private sealed record Cost(string Words, bool ShowsNothing, int First, int Again);
}
