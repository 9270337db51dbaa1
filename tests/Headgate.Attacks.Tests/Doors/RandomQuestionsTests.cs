using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Headgate.Attacks.Tests.Standing;
using Headgate.Catalogue;
using Headgate.Gate.Journal;
using Headgate.Gate.Journal.Reading;
using Headgate.Gate.Journal.Writing;
using Headgate.Wire;
using Microsoft.Extensions.DependencyInjection;

namespace Headgate.Attacks.Tests.Doors;

/// <summary>Every operation of the catalogue, asked for by random callers with random ids: all doors decide alike. Nobody who is asked for here may write, so that nothing changes.</summary>
[Collection("attacks")]
public sealed class RandomQuestionsTests(StandingServer server)
{
    private const int Each = 6;

    private static readonly string[] Readers = ["K0", "KR"];

    private static readonly Dictionary<string, string[]> Ids = new(StringComparer.Ordinal)
    {
        ["job_id"] = ["1000", "1001", "2000", "987654"],
        ["job_definition_id"] = ["1000", "2000", "987654"],
        ["run_id"] = ["5000", "5001", "6000", "987654"],
        ["project_id"] = ["10", "20", "987654"],
        ["environment_id"] = ["100", "101", "200", "987654"],
        ["account_id"] = ["1", "1", "1", "2"],
    };

    [Fact]
    public async Task All_doors_decide_alike_about_every_operation()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        using var http = new HttpDoorOfTests(server);
        var memory = new MemoryDoor(server);
        var asked = 0;
        foreach (var operation in server.Services.GetRequiredService<OperationTable>().All.Select(entry => entry.Spec))
        {
            if (operation.TakesLong || operation.Answers == AnswerForm.Events)
            {
                // A stream has no end that a door could answer with.
                continue;
            }
            for (var i = 0; i < Each; i++)
            {
                var key = Readers[random.Next(Readers.Length)];
                var arguments = ArgumentsOf(operation, random);
                var what = $"seed {seed}: {key} {operation.Id} {arguments.GetRawText()}";
                var overHttp = await AskAsync(http, key, operation.Id, arguments, what);
                var inMemory = await AskAsync(memory, key, operation.Id, arguments, what);
                inMemory.ShouldBe(overHttp, what);
                asked++;
            }
        }
        TestContext.Current.TestOutputHelper!.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{asked} questions, seed {seed}"));
        asked.ShouldBeGreaterThan(900);
    }

    private async Task<(int Status, string Message, string? Decision, string? Reason, string? Grant, string? Path)> AskAsync(
        IDoor door,
        string key,
        string operation,
        JsonElement arguments,
        string what
    )
    {
        var mark = server.Services.GetRequiredService<JournalWriter>().LastSequence;
        var answer = await door.AskAsync(key, operation, arguments, TestContext.Current.CancellationToken);
        var record = new JournalReader(JournalSettings.ForData(server.Data).Folder)
            .Read(new JournalQuery { After = mark, Kind = "decision" }, CancellationToken.None)
            .Select(r => r.Record)
            .ToList()
            .ShouldHaveSingleItem(what);
        return (answer.Status, answer.Message, record.Decision, record.Reason, record.Grant, record.Path?.ToString());
    }

    private static JsonElement ArgumentsOf(Operation operation, Random random)
    {
        var arguments = new JsonObject();
        foreach (var field in RouteFields.Of(operation.Route).Concat(operation.Fields.All.Where(f => f.Place == FieldPlace.Query)))
        {
            if (Ids.TryGetValue(field.Name, out var ids))
            {
                if (field.Place != FieldPlace.Query || random.Next(2) == 0)
                {
                    arguments[field.Name] = JsonNode.Parse(ids[random.Next(ids.Length)]);
                }
            }
            else if (field.Place != FieldPlace.Query)
            {
                arguments[field.Name] =
                    field.Shape is WholeShape ? random.Next(1, 4) : JsonValue.Create(random.Next(2) == 0 ? "manifest.json" : "1");
            }
        }
        return JsonElement.Parse(arguments.ToJsonString());
    }
}
