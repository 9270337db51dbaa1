using System.Net.Sockets;
using System.Text;
using Headgate.Attacks.Tests.Standing;
using Headgate.Gate.Agents;
using Headgate.Gate.Journal;
using Headgate.Gate.Journal.Reading;
using Headgate.Gate.Journal.Writing;
using Headgate.Gate.Recording;
using Microsoft.Extensions.Logging.Abstractions;
using static Headgate.Attacks.Tests.Standing.StandingServer;

namespace Headgate.Attacks.Tests;

[Collection("attacks")]
public sealed class AuditTests(StandingServer server)
{
    private JournalSettings Settings => JournalSettings.ForData(server.Data);

    [Fact]
    public async Task AUD_08_client_leaves_before_decision()
    {
        await using var c = await AttackCase.BeginAsync(server);
        using (var client = await server.ConnectAsync())
        {
            await client
                .GetStream()
                .WriteAsync(Encoding.ASCII.GetBytes($"GET {A1}/jobs/ HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {server["KR"]}\r\n\r\n"));
            client.Client.Shutdown(SocketShutdown.Send);
        }
        await UntilAsync(() => c.Records().Count == 1 && c.All().Any(r => r.Kind == "outcome" || r.Decision == "Stopped"));
        c.Decisions = 1;
    }

    [Theory]
    [InlineData("x\\n2026-01-01 admin allowed everything")]
    [InlineData("\\u001b[2J\\u001b[31mALLOWED")]
    [InlineData("\\u202egnirts\\u2066")]
    public async Task AUD_10_newline_in_a_name(string name)
    {
        await using var c = await AttackCase.BeginAsync(server);
        c.MayChange = true;
        var renamed = await c.PostAsync(A1 + "/jobs/1000/", "KJ", JobBody(name));
        renamed.Status.ShouldBeOneOf(200, 400);
        (await c.GetAsync(A1 + "/jobs/1000/", "KR")).Status.ShouldBe(200);
        (await c.PostAsync(A1 + "/jobs/1000/", "KJ", JobBody())).Status.ShouldBe(200);
        foreach (var file in Directory.GetFiles(Settings.Folder, "*.jsonl"))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(stream);
            var text = await reader.ReadToEndAsync();
            text.ShouldNotContain('\u001b');
            text.ShouldNotContain('\u202e');
            text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .ShouldAllBe(line => line.StartsWith("{\"seq\":") && line.EndsWith("\"}"));
        }
    }

    [Fact]
    public Task AUD_11_terminal_codes_in_a_name() => AUD_10_newline_in_a_name("\\u001b]8;;http://x\\u0007click\\u001b]8;;\\u0007");

    [Fact]
    public async Task AUD_13_HTML_in_a_name()
    {
        var issued = await server.Registry.CreateAsync(
            1,
            new NewAgent("<img src=x onerror=alert(1)>"),
            ChangeActor.Operator,
            CancellationToken.None
        );
        await using var c = await AttackCase.BeginAsync(server);
        var answer = await c.GetAsync(A1 + "/jobs/", issued.Value!.Secret.Reveal());
        answer.Status.ShouldBe(403);
        answer.Header("Content-Type").ShouldBe("application/json");
        answer.Header("X-Content-Type-Options").ShouldBe("nosniff");
        c.Recorded("Denied", "area-off").Caller!.Name.ShouldBe("<img src=x onerror=alert(1)>");
    }

    [Fact]
    public async Task AUD_14_very_long_name()
    {
        await using var c = await AttackCase.BeginAsync(server);
        var answer = await c.PostAsync(A1 + "/jobs/1000/", "KJ", JobBody(new string('x', 900_000)));
        answer.Status.ShouldBe(400);
        foreach (var record in new JournalReader(Settings.Folder).Newest(new JournalQuery(), 20, CancellationToken.None))
        {
            record.Line.Length.ShouldBeLessThan(64 << 10);
        }
    }

    [Fact]
    public async Task AUD_15_forged_fields_by_the_caller()
    {
        await using var c = await AttackCase.BeginAsync(server);
        var answer = await c.GetAsync(
            A1 + "/jobs/1000/",
            "KR",
            "X-Request-Id: forged-0001",
            "traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
            "X-Forwarded-For: 1.2.3.4"
        );
        answer.Header("X-Request-Id").ShouldNotBe("forged-0001");
        var record = c.Recorded("Allowed", "granted");
        record.Request.ShouldBe(answer.Header("X-Request-Id"));
        record.From!.ShouldStartWith("127.");
    }

    [Fact]
    public async Task AUD_24_two_processes_on_one_log()
    {
        await using var c = await AttackCase.BeginAsync(server);
        Should
            .Throw<JournalUnavailableException>(() => JournalWriter.Open(Settings, TimeProvider.System, NullLogger.Instance))
            .Message.ShouldContain("in use by another Headgate process");
    }

    [Fact]
    public async Task AUD_25_denial_not_recorded()
    {
        await using var c = await AttackCase.BeginAsync(server);
        const int count = 300;
        var request = Encoding.ASCII.GetBytes(
            string.Concat(Enumerable.Repeat($"GET {A1}/jobs/ HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {server["K0"]}\r\n\r\n", count))
        );
        var answers = await c.RawAllAsync(request, count);
        answers.Count.ShouldBe(count);
        c.AllRecorded("Denied", "area-off", count);
    }

    [Fact]
    public async Task AUD_26_parse_failures_are_recorded()
    {
        await using var c = await AttackCase.BeginAsync(server);
        (await c.RawAsync($"GET {A1}/jobs/ HTTP/1.1\r\nHost : x\r\n\r\n")).Status.ShouldBe(400);
        c.Recorded("Refused", "framing").From!.ShouldStartWith("127.");
    }

    [Fact]
    public async Task AUD_27_administrators_changes()
    {
        await using var c = await AttackCase.BeginAsync(server);
        c.MayChange = true;
        var grants = $"{G1}/agents/{server.Agents["KG"]}/grants/";
        (await c.PostAsync(grants, server.Admin, """{"capability":"metrics","level":"read","project_ids":[20]}""")).Status.ShouldBe(200);
        var changed = await c.PostAsync(grants, server.Admin, """{"capability":"metrics","level":"full","project_ids":[20]}""");
        changed.Status.ShouldBe(200, changed.Text);
        var changes = c.All().Where(r => r.Kind == "change").ToList();
        changes.Count.ShouldBe(2);
        changes[1].Other!["before"].GetString().ShouldBe("metrics read in project 20");
        changes[1].Other!["after"].GetString().ShouldBe("metrics full in project 20");
        changes[1].Sentence.ShouldBe("Token \"admin\" granted agent \"retired\": metrics full in project 20.");
        changes[1].Caller!.Name.ShouldBe("admin");
    }

    [Fact]
    public async Task AUD_30_log_file_removed_or_replaced_under_the_process()
    {
        var file = Directory.GetFiles(Settings.Folder, "journal-*.jsonl").Order(StringComparer.Ordinal).Last();
        var saved = file + ".saved";
        await using var c = await AttackCase.BeginAsync(server);
        c.MayBeUnavailable = true;
        File.Move(file, saved);
        try
        {
            (await c.GetAsync(A1 + "/jobs/1000/", "KR")).Status.ShouldBe(503);
            (await c.PostAsync(A1 + "/jobs/1000/", "KJ", JobBody("Unrecorded"))).Status.ShouldBe(503);
        }
        finally
        {
            File.Move(saved, file);
        }
        await UntilAsync(async () => (await RawHttp.ExchangeAsync(server.Address, Ordinary())).Single().Status == 200);
        var recovered = c.All().Single(r => r.Kind == "recovered");
        recovered.Sentence!.ShouldStartWith("Recording was impossible from");
        c.Decisions = c.Records().Count;
    }

    [Fact]
    public async Task AUD_31_erase_by_name()
    {
        await using var c = await AttackCase.BeginAsync(server);
        c.MayChange = true;
        (await c.GetAsync(A1 + "/jobs/1001/", "KR")).Status.ShouldBe(200);
        (
            await c.PostAsync(
                A1 + "/jobs/1001/",
                "KJ",
                JobBody("Renamed").Replace(":1000,", ":1001,", StringComparison.Ordinal).Replace(":100,", ":101,", StringComparison.Ordinal)
            )
        ).Status.ShouldBe(200);
        (await c.GetAsync(A1 + "/jobs/1001/", "KR")).Status.ShouldBe(200);
        (
            await c.PostAsync(
                A1 + "/jobs/1001/",
                "KJ",
                JobBody("Staging build")
                    .Replace(":1000,", ":1001,", StringComparison.Ordinal)
                    .Replace(":100,", ":101,", StringComparison.Ordinal)
            )
        ).Status.ShouldBe(200);
        var reads = c.Records().Where(r => r.Operation == "jobs.get").ToList();
        reads.Select(r => r.Path!.JobName).ShouldBe(["Staging build", "Renamed"]);
        reads.ShouldAllBe(r => r.Path!.Job == 1001);
    }

    private byte[] Ordinary() =>
        Encoding.ASCII.GetBytes(
            $"GET {A1}/jobs/1000/ HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {server["KR"]}\r\nConnection: close\r\n\r\n"
        );

    private static Task UntilAsync(Func<bool> condition) => UntilAsync(() => Task.FromResult(condition()));

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(15));
        while (!await condition())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, limit.Token);
        }
    }
}
