using System.Text.Json;
using Headgate.Attacks.Tests.Mcp;
using Headgate.Attacks.Tests.Standing;
using Headgate.Gate.Journal;
using Headgate.Gate.Journal.Reading;
using Headgate.Gate.Journal.Writing;
using Microsoft.Extensions.DependencyInjection;

namespace Headgate.Attacks.Tests.Doors;

/// <summary>Every door leads to the same path: the same question gets the same decision and the same record, whichever way it came in.</summary>
[Collection("attacks")]
public sealed class DoorsTests(StandingServer server)
{
    public static TheoryData<string, int> Rows()
    {
        var rows = new TheoryData<string, int>();
        foreach (var (index, question) in Question.All.Index())
        {
            rows.Add($"{question.Key} {question.Operation} {question.Arguments}", index);
        }
        return rows;
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task Each_door_gives_the_same_decision_the_same_record_and_the_same_words(string question, int index)
    {
        var asked = Question.All[index];
        using var http = new HttpDoorOfTests(server);
        var overHttp = await AskAsync(http, asked);
        var inMemory = await AskAsync(new MemoryDoor(server), asked);
        foreach (var (answer, record) in new[] { overHttp, inMemory })
        {
            answer.Status.ShouldBe(asked.Status, $"{question}: {answer.Message}");
            (record.Decision, record.Reason).ShouldBe((asked.Decision, asked.Reason), record.Sentence);
        }
        inMemory.Answer.Message.ShouldBe(overHttp.Answer.Message);
        inMemory.Record.Surface.ShouldBe("memory");
        overHttp.Record.Surface.ShouldNotBe("memory");
        Same(overHttp.Record).ShouldBe(Same(inMemory.Record));
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task Over_MCP_the_same_is_decided_and_recorded(string question, int index)
    {
        var asked = Question.All[index];
        var door = new McpDoorOfTests(server);
        var mark = server.Services.GetRequiredService<JournalWriter>().LastSequence;
        var reply = await door.AskAsync(KeyOf(asked), asked);
        var record = server.RecordsAfter(mark).Decision();

        record.Surface.ShouldBe("mcp");
        reply.IsDone.ShouldBe(door.Takes(asked) && asked.Status < 400, $"{question}: {reply.Text}");
        if (!door.Takes(asked))
        {
            // No tool takes this: it is refused before it is decided.
            record.Decision.ShouldBe("Refused", question);
            return;
        }
        (record.Decision, record.Reason).ShouldBe((asked.Decision, asked.Reason), record.Sentence);
        using var http = new HttpDoorOfTests(server);
        var (answer, overHttp) = await AskAsync(http, asked);
        if (asked.Status is not 401)
        {
            Same(record).ShouldBe(Same(overHttp));
        }
        // Over HTTP each refusal has its words; a tool that the key can use nowhere is one that does not exist.
        if (asked.Status == 403)
        {
            (reply.ErrorCode == -32602 || reply.Texts[0].StartsWith(answer.Message, StringComparison.Ordinal)).ShouldBeTrue(reply.Text);
        }
    }

    [Fact]
    public async Task A_tool_that_does_not_exist_is_refused_and_recorded()
    {
        var (answer, record) = await AskAsync(
            new MemoryDoor(server),
            new Question("KR", "jobs.explode", "{}", 404, "Refused", "unknown-route")
        );
        answer.Status.ShouldBe(404);
        record.Reason.ShouldBe("unknown-route");
    }

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"job_id":"../2000"}""")]
    [InlineData("""{"job_id":"007"}""")]
    [InlineData("""{"job_id":-1}""")]
    [InlineData("""{"job_id":{"gt":1}}""")]
    public async Task A_call_by_name_needs_the_values_of_the_path_and_ids_are_ids(string arguments)
    {
        var (answer, _) = await AskAsync(new MemoryDoor(server), new Question("Admin", "jobs.get", arguments, 400, "Refused", "bad-path"));
        answer.Status.ShouldBe(400);
    }

    private async Task<(DoorAnswer Answer, JournalRecord Record)> AskAsync(IDoor door, Question asked)
    {
        var mark = server.Services.GetRequiredService<JournalWriter>().LastSequence;
        var arguments = JsonDocument.Parse(asked.Arguments).RootElement;
        var answer = await door.AskAsync(KeyOf(asked), asked.Operation, arguments, TestContext.Current.CancellationToken);
        var records = new JournalReader(JournalSettings.ForData(server.Data).Folder)
            .Read(new JournalQuery { After = mark }, CancellationToken.None)
            .Select(r => r.Record)
            .Where(r => r.Kind == "decision")
            .ToList();
        return (answer, records.ShouldHaveSingleItem());
    }

    private string KeyOf(Question asked) =>
        asked.Key switch
        {
            "Admin" => server.Admin,
            "Foreign" => server.Foreign,
            "Metadata" => server.MetadataOnly,
            _ => asked.Key,
        };

    /// <summary>What records of two doors have in common: everything but the door itself, the request and the time.</summary>
    private static string Same(JournalRecord record)
    {
        var sentence = record.Sentence!;
        // A call that nobody understood is named by its method and address, which are the door's own.
        var words = record.Decision == "Refused" ? sentence[sentence.LastIndexOf(": ", StringComparison.Ordinal)..] : sentence;
        var operation = record.Decision == "Refused" ? "" : record.Operation;
        return $"{record.Decision} {record.Reason} {record.Caller} {operation} {record.Grant} {record.Policy} {record.Path} {words}";
    }
}
