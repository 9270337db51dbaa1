using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Headgate.Catalogue;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Testing;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Headgate.Attacks.Tests.Scopes;

/// <summary>
/// Every read of the catalogue, with every filter by a place and every include, as agents and tokens of every scope over two accounts of three projects: nothing outside of a
/// scope stands in any byte of an answer, a total or an error. The questions are made from the declarations, so that a new list is asked from its first day on.
/// </summary>
public sealed class ScopesTests(ITestOutputHelper output)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_outside_of_a_scope_stands_in_any_byte_of_an_answer()
    {
        await using var server = await HeadgateServer.StartAsync(s => s with { AgentRequestsPerMinute = null, RequestsPerMinute = null });
        var world = await CanaryWorld.SeedAsync(server, Cancellation);
        var place = await PlaceAsync(server);
        List<ScopedCaller> callers =
        [
            .. await ScopedCallers.AgentsAsync(server, place),
            .. await ScopedCallers.TokensAsync(server, place, Cancellation),
        ];
        var operations = server
            .Services.GetRequiredService<OperationTable>()
            .All.Select(e => e.Spec)
            .Where(o => o is { Access: Access.Read, AnswersInParts: false, IsGateAdministration: false })
            .ToList();
        var questions = operations.Select(o => (Operation: o, Questions: ScopeQuestions.Of(o, world, place).ToList())).ToList();
        var leaks = new ConcurrentQueue<string>();
        var (asked, answered, canaries) = (0, 0, 0);
        // Several callers at once, because each call waits for the record on the disk.
        await Parallel.ForEachAsync(
            callers,
            new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = Cancellation },
            async (caller, _) =>
            {
                foreach (var (operation, question) in questions.SelectMany(q => q.Questions, (q, question) => (q.Operation, question)))
                {
                    var (text, isAnswer, total) = await AskAsync(server, caller, operation.Id, question);
                    Interlocked.Increment(ref asked);
                    Interlocked.Add(ref answered, isAnswer ? 1 : 0);
                    foreach (var canary in Canary.In(text))
                    {
                        Interlocked.Increment(ref canaries);
                        if (!caller.MaySee(canary, operation))
                        {
                            leaks.Enqueue($"{caller.Name}: {operation.Id} {question} shows {canary}");
                        }
                    }
                    if (total is { } wrong)
                    {
                        leaks.Enqueue($"{caller.Name}: {operation.Id} {question}: {wrong}");
                    }
                }
            }
        );
        output.WriteLine(
            $"{asked} questions of {callers.Count} callers to {operations.Count} reads, {answered} answered, {canaries} canaries looked at"
        );
        Console.WriteLine(
            $"Scopes: {asked} questions of {callers.Count} callers to {operations.Count} reads, {answered} answered, {canaries} canaries looked at, {leaks.Count} leaks"
        );
        answered.ShouldBeGreaterThan(asked / 10);
        canaries.ShouldBeGreaterThan(1000);
        leaks.Count.ShouldBe(0, string.Join('\n', leaks.Take(60)));
    }

    private static async Task<Job> PlaceAsync(HeadgateServer server)
    {
        await using var db = await server.Services.GetRequiredService<IDbContextFactory<HeadgateDb>>().CreateDbContextAsync(Cancellation);
        return await db.Jobs.AsNoTracking().OrderBy(j => j.Id).FirstAsync(j => j.AccountId == server.AccountId, Cancellation);
    }

    private static async Task<(string Text, bool IsAnswer, string? WrongTotal)> AskAsync(
        HeadgateServer server,
        ScopedCaller caller,
        string operation,
        string question
    )
    {
        var calls = server.Services.GetRequiredService<NamedCalls>();
        var origin = new CallOrigin("memory", "127.0.0.1", CredentialHeader.Read("Bearer " + caller.Secret), server.Services);
        var (call, end) = await calls.CallAsync(origin, operation, JsonDocument.Parse(question).RootElement, Cancellation);
        if (end.Refusal is { } refusal)
        {
            return (refusal.Message, false, null);
        }
        await calls.RecordAsync(call, end, 0, Cancellation);
        return end.Answer switch
        {
            DataAnswer data => (
                Written(data),
                true,
                data is PageAnswer page && page.Total != page.Count ? $"a page of {page.Count} of {page.Total}" : null
            ),
            FailureAnswer failure => (failure.Message, false, null),
            BadRequestAnswer bad => (string.Join('\n', bad.Fields), false, null),
            _ => ("", false, null),
        };
    }

    private static string Written(DataAnswer answer)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            answer.WriteData(json);
        }
        return Encoding.UTF8.GetString(buffer.ToArray());
    }
}
