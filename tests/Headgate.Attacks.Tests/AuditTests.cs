using System.Diagnostics;
using System.Text;
using Headgate.Attacks.Tests.Standing;
using Headgate.Gate.Agents;
using Headgate.Gate.Journal;
using Headgate.Gate.Journal.Reading;
using Headgate.Gate.Journal.Writing;
using Headgate.Gate.Recording;
using Headgate.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using static Headgate.Attacks.Tests.Standing.StandingServer;

namespace Headgate.Attacks.Tests;

[Collection("attacks")]
public sealed class AuditTests(StandingServer server)
{
    private JournalSettings Settings => JournalSettings.ForData(server.Data);

    [Attack("AUD-10")]
    [Theory]
    [InlineData("x\\n2026-01-01 admin allowed everything", "x\\n2026-01-01 admin allowed everything")]
    [InlineData("\\u202egnirts\\u2066", "\\u{202e}gnirts\\u{2066}")]
    public async Task A_line_break_in_a_name_stays_one_line_of_the_record(string name, string shown)
    {
        await using var c = await AttackCase.BeginAsync(server);
        await RenameAndBackAsync(c, name);
        c.Records().Single(r => r.Operation == "jobs.get").Sentence!.ShouldContain(shown);
        foreach (var text in await FilesAsync())
        {
            text.ShouldNotContain('\u202e');
            text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .ShouldAllBe(line => line.StartsWith("{\"seq\":") && line.EndsWith("\"}"));
        }
    }

    [Attack("AUD-11")]
    [Theory]
    [InlineData("\\u001b[2J\\u001b[31mALLOWED", "ALLOWED")]
    [InlineData("\\u001b]8;;http://x\\u0007click\\u001b]8;;\\u0007", "click")]
    public async Task Terminal_codes_in_a_name_reach_neither_the_files_nor_the_terminal(string name, string readable)
    {
        await using var c = await AttackCase.BeginAsync(server);
        await RenameAndBackAsync(c, name);
        var printed = await PrintedAsync("audit", "tail", "--lines", "10", "--data", server.Data);
        printed.ShouldContain(readable);
        foreach (var text in (await FilesAsync()).Append(printed))
        {
            text.ShouldNotContain('\u001b');
            text.ShouldNotContain('\u0007');
        }
    }

    [Attack("AUD-13")]
    [Fact]
    public async Task HTML_in_a_name_is_answered_as_JSON_and_recorded_as_text()
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

    [Attack("AUD-14")]
    [Fact]
    public async Task A_name_of_900_000_characters_is_refused_and_no_record_grows_past_64_KiB()
    {
        await using var c = await AttackCase.BeginAsync(server);
        var answer = await c.PostAsync(A1 + "/jobs/1000/", "KJ", JobBody(new string('x', 900_000)));
        answer.Status.ShouldBe(400);
        foreach (var record in new JournalReader(Settings.Folder).Newest(new JournalQuery(), 20, CancellationToken.None))
        {
            record.Line.Length.ShouldBeLessThan(64 << 10);
        }
    }

    [Attack("AUD-14")]
    [Fact]
    public async Task A_cause_of_a_million_characters_is_cut_and_known_by_a_digest_of_the_whole()
    {
        await using var c = await AttackCase.BeginAsync(server);
        c.MayChange = true;
        var answer = await c.PostAsync(A1 + "/jobs/1000/run/", "KT", $$"""{"cause":"{{new string('x', 1_000_000)}}"}""");
        answer.Status.ShouldBe(200);
        var newest = new JournalReader(Settings.Folder).Newest(new JournalQuery { Kind = "decision" }, 1, CancellationToken.None).Single();
        newest.Line.Length.ShouldBeLessThan(64 << 10);
        var arguments = newest.Record.Arguments!;
        arguments["cause"].Length.ShouldBeLessThan(1000);
        arguments.ShouldContain(a => a.Key != "cause" && a.Value.Length >= 32, "a digest of the whole");
        await using var db = server.Database();
        await db.Runs.Where(r => r.Id == answer.Json.GetProperty("data").GetProperty("id").GetInt64()).ExecuteDeleteAsync();
    }

    [Attack("AUD-15")]
    [Fact]
    public async Task A_request_id_and_an_address_that_the_caller_claims_are_not_believed()
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
        var claims = record.Other!["claims"];
        claims.GetProperty("request_id").GetString().ShouldBe("forged-0001");
        claims.GetProperty("traceparent").GetString()!.ShouldStartWith("00-0af7651916cd43dd");
        claims.GetProperty("forwarded_for").GetString().ShouldBe("1.2.3.4");
    }

    [Attack("AUD-24")]
    [Fact]
    public async Task A_second_process_cannot_open_the_record()
    {
        await using var c = await AttackCase.BeginAsync(server);
        Should
            .Throw<JournalUnavailableException>(() => JournalWriter.Open(Settings, TimeProvider.System, NullLogger.Instance))
            .Message.ShouldContain("in use by another Headgate process");
    }

    [Attack("AUD-26")]
    [Fact]
    public async Task A_request_that_cannot_be_read_is_recorded_with_its_address()
    {
        await using var c = await AttackCase.BeginAsync(server);
        (await c.RawAsync($"GET {A1}/jobs/ HTTP/1.1\r\nHost : x\r\n\r\n")).Status.ShouldBe(400);
        c.Recorded("Refused", "framing").From!.ShouldStartWith("127.");
    }

    [Attack("AUD-27")]
    [Fact]
    public async Task An_administrators_change_is_recorded_with_before_and_after()
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

        var agents = $"{G1}/agents/";
        var made = await c.PostAsync(agents, server.Admin, """{"name":"short-lived"}""");
        var id = made.Json.GetProperty("data").GetProperty("agent").GetProperty("id").GetInt64();
        (await c.SendAsync("DELETE", $"{agents}{id}/", server.Admin, null)).Status.ShouldBe(200);
        var last = c.All().Last(r => r.Kind == "change");
        last.Sentence!.ShouldContain("short-lived");
        last.Caller!.Name.ShouldBe("admin");
    }

    [Attack("AUD-30")]
    [Fact]
    public async Task While_the_records_file_is_away_calls_are_refused_with_503_and_the_gap_is_told_of_afterwards()
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
        await Until.HoldsAsync(
            async () => (await RawHttp.ExchangeAsync(server.Address, Ordinary())).Single().Status == 200,
            "calls are served when the file is back",
            TestContext.Current.CancellationToken
        );
        var recovered = c.All().Single(r => r.Kind == "recovered");
        recovered.Sentence!.ShouldStartWith("Recording was impossible from");
        c.Decisions = c.Records().Count;
    }

    [Attack("AUD-31")]
    [Fact]
    public async Task Old_records_keep_the_old_name_and_the_id_of_a_renamed_job()
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

    /// <summary>Gives job 1000 a name, reads the job, and gives it its own name back.</summary>
    private static async Task RenameAndBackAsync(AttackCase c, string name)
    {
        c.MayChange = true;
        (await c.PostAsync(A1 + "/jobs/1000/", "KJ", JobBody(name))).Status.ShouldBe(200);
        (await c.GetAsync(A1 + "/jobs/1000/", "KR")).Status.ShouldBe(200);
        (await c.PostAsync(A1 + "/jobs/1000/", "KJ", JobBody())).Status.ShouldBe(200);
    }

    /// <summary>The texts of the record's files.</summary>
    private async Task<List<string>> FilesAsync()
    {
        List<string> texts = [];
        foreach (var file in Directory.GetFiles(Settings.Folder, "*.jsonl"))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(stream);
            texts.Add(await reader.ReadToEndAsync());
        }
        return texts;
    }

    /// <summary>What the program prints.</summary>
    private static async Task<string> PrintedAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo(ProductProgram.Path, arguments) { RedirectStandardOutput = true };
        using var program = Process.Start(start)!;
        var text = await program.StandardOutput.ReadToEndAsync();
        await program.WaitForExitAsync();
        program.ExitCode.ShouldBe(0, text);
        return text;
    }

    private byte[] Ordinary() =>
        Encoding.ASCII.GetBytes(
            $"GET {A1}/jobs/1000/ HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {server["KR"]}\r\nConnection: close\r\n\r\n"
        );
}
