using System.Net;
using System.Text;
using Headgate.Gate.Journal;
using Headgate.Gate.Journal.Checking;
using Headgate.Gate.Journal.Reading;
using Headgate.Gate.Journal.Writing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Headgate.Attacks.Tests.Standing;

/// <summary>
/// One case: what it sends, what it may find in the record, and, at its end, the invariants of the threat model: one decision for each request and
/// an outcome where it was allowed (V1), nothing changed unless allowed (V2), no secret anywhere (V3), no 5xx and no inner names (V4), the next
/// request served (V5), the record intact (V6), the platform's envelope (V7).
/// </summary>
public sealed class AttackCase : IAsyncDisposable
{
    private readonly StandingServer _server;
    private readonly long _mark;
    private readonly string _before;
    private readonly List<RawAnswer> _answers = [];
    private static int _cases;
    private readonly IPAddress _from = NextAddress();
    private bool _checkedAll;

    private AttackCase(StandingServer server, long mark, string before)
    {
        _server = server;
        _mark = mark;
        _before = before;
    }

    /// <summary>Whether the case may change what the platform holds.</summary>
    public bool MayChange { get; set; }

    /// <summary>How many decisions the case may leave; null where each answer has its own. Bytes that are no request leave none.</summary>
    public int? Decisions { get; set; }

    /// <summary>Whether an answer may be 503, in cases about the record itself.</summary>
    public bool MayBeUnavailable { get; set; }

    public static async Task<AttackCase> BeginAsync(StandingServer server)
    {
        var last = server.Services.GetRequiredService<JournalWriter>().LastSequence;
        return new(server, last, await SnapshotAsync(server));
    }

    public Task<RawAnswer> GetAsync(string path, string key, params string[] headers) => SendAsync("GET", path, key, null, headers);

    public Task<RawAnswer> PostAsync(string path, string key, string? body, params string[] headers) =>
        SendAsync("POST", path, key, body, headers);

    /// <summary>One request with the key of a name (KR …), of a secret, or none for an empty text.</summary>
    public Task<RawAnswer> SendAsync(string method, string path, string key, string? body, params string[] headers)
    {
        var lines = new List<string> { $"{method} {path} HTTP/1.1", "Host: headgate.test", "Connection: close" };
        if (key.Length > 0)
        {
            lines.Add($"Authorization: Bearer {(_server.Keys.TryGetValue(key, out var secret) ? secret : key)}");
        }
        lines.AddRange(headers);
        if (body is not null)
        {
            if (!headers.Any(h => h.StartsWith("Content-Type", StringComparison.OrdinalIgnoreCase)))
            {
                lines.Add("Content-Type: application/json");
            }
            lines.Add($"Content-Length: {Encoding.UTF8.GetByteCount(body)}");
        }
        return RawAsync(string.Join("\r\n", lines) + "\r\n\r\n" + body, head: method == "HEAD");
    }

    /// <summary>One request of these characters (each one byte, Latin-1, or UTF-8 where asked for).</summary>
    public async Task<RawAnswer> RawAsync(string request, bool head = false, bool utf8 = true)
    {
        var bytes = utf8 ? Encoding.UTF8.GetBytes(request) : Encoding.Latin1.GetBytes(request);
        return (await RawAllAsync(bytes, 1, head)).FirstOrDefault() ?? new RawAnswer(0, [], []);
    }

    /// <summary>Bytes on one connection, and the answers to them.</summary>
    public async Task<List<RawAnswer>> RawAllAsync(byte[] request, int expected, bool head = false)
    {
        var got = await RawHttp.ExchangeAsync(_server.Address, request, expected, head, _from);
        lock (_answers)
        {
            _answers.AddRange(got);
        }
        return got;
    }

    /// <summary>The case's records of decisions, after everything is written.</summary>
    public List<JournalRecord> Records() => [.. All().Where(r => r.Kind == "decision")];

    public List<JournalRecord> All() =>
        [
            .. new JournalReader(JournalSettings.ForData(_server.Data).Folder)
                .Read(new JournalQuery { After = _mark }, CancellationToken.None)
                .Select(r => r.Record),
        ];

    /// <summary>The case's only decision has this word and reason.</summary>
    public JournalRecord Recorded(string decision, string reason)
    {
        var records = Records();
        records.Count.ShouldBe(1, string.Join('\n', records.Select(r => r.Sentence)));
        records[0].Decision.ShouldBe(decision, records[0].Sentence);
        records[0].Reason.ShouldBe(reason, records[0].Sentence);
        return records[0];
    }

    /// <summary>All of the case's decisions have this word and reason.</summary>
    public void AllRecorded(string decision, string reason, int count)
    {
        var records = Records();
        records.Count.ShouldBe(count, string.Join('\n', records.Select(r => r.Sentence)));
        records.ShouldAllBe(
            r => r.Decision == decision && r.Reason == reason,
            string.Join('\n', records.Select(r => $"{r.Decision} {r.Reason}: {r.Sentence}"))
        );
    }

    public async ValueTask DisposeAsync()
    {
        if (_checkedAll)
        {
            return;
        }
        _checkedAll = true;
        var records = Records();
        var allowed = records.Where(r => r.Decision == "Allowed").Select(r => r.Request).ToList();
        var outcomes = All().Where(r => r.Kind == "outcome").Select(r => r.Request).ToList();
        records.Count.ShouldBe(Decisions ?? _answers.Count, "V1: one decision for each request");
        outcomes.Order().ShouldBe(allowed.Order(), "V1: an outcome for each allowed request and for no other");
        if (!MayChange)
        {
            (await SnapshotAsync(_server)).ShouldBe(_before, "V2: nothing changes unless allowed");
        }
        foreach (var answer in _answers)
        {
            CheckAnswer(answer);
        }
        var text = string.Join('\n', All().Select(r => System.Text.Json.JsonSerializer.Serialize(r)));
        foreach (var secret in _server.Secrets)
        {
            text.Contains(secret, StringComparison.Ordinal).ShouldBeFalse("V3: no secret in the record");
        }
        var next = await RawHttp.ExchangeAsync(
            _server.Address,
            Encoding.ASCII.GetBytes(
                $"GET {StandingServer.A1}/jobs/1000/ HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {_server["KR"]}\r\nConnection: close\r\n\r\n"
            )
        );
        next.Single()
            .Status.ShouldBe(
                200,
                "V5: the next ordinary request is served; log: " + _server.Log.Text[..Math.Min(1500, _server.Log.Text.Length)]
            );
        var report = JournalVerifier.Verify(JournalSettings.ForData(_server.Data), null, CancellationToken.None);
        report.Breaks.ShouldBeEmpty("V6: the record verifies");
    }

    private void CheckAnswer(RawAnswer answer)
    {
        if (!MayBeUnavailable)
        {
            answer.Status.ShouldBeLessThan(500, "V4: no 5xx: " + answer.Text);
        }
        foreach (var inner in new[] { "   at ", ".cs:", "Exception", "System.", "Microsoft.", _server.Data })
        {
            answer.Text.Contains(inner, StringComparison.Ordinal).ShouldBeFalse($"V4: no inner names: {answer.Text}");
        }
        foreach (var secret in _server.Secrets)
        {
            answer.Text.Contains(secret, StringComparison.Ordinal).ShouldBeFalse("V3: no secret in an answer");
            answer.Headers.ShouldNotContain(h => h.Contains(secret, StringComparison.Ordinal), "V3: no secret in a header");
        }
        if (answer.Status >= 400 && answer.Body.Length > 0)
        {
            var status = answer.Json.GetProperty("status");
            status.GetProperty("code").GetInt32().ShouldBe(answer.Status, "V7");
            status.GetProperty("is_success").GetBoolean().ShouldBeFalse("V7");
            status.GetProperty("user_message").GetString().ShouldNotBeNullOrEmpty("V7");
            answer.Json.TryGetProperty("data", out _).ShouldBeTrue("V7");
        }
    }

    /// <summary>Each case comes from a loopback address of its own, so that limits by address do not join cases.</summary>
    private static IPAddress NextAddress()
    {
        var number = Interlocked.Increment(ref _cases);
        return OperatingSystem.IsLinux() ? new IPAddress([127, 1, (byte)(number / 250), (byte)(number % 250 + 1)]) : IPAddress.Loopback;
    }

    private static async Task<string> SnapshotAsync(StandingServer server)
    {
        await using var db = server.Database();
        var text = new StringBuilder();
        foreach (var job in await db.Jobs.AsNoTracking().OrderBy(j => j.Id).ToListAsync())
        {
            text.Append($"{job.Id} {job.ProjectId} {job.EnvironmentId} {job.Name} {job.State} {string.Join(';', job.ExecuteSteps)}\n");
        }
        foreach (var run in await db.Runs.AsNoTracking().OrderBy(r => r.Id).ToListAsync())
        {
            text.Append($"{run.Id} {run.CancelRequestedAt is null}\n");
        }
        text.Append($"{await db.Projects.CountAsync()} {await db.Environments.CountAsync()} {await db.ServiceTokens.CountAsync()} ");
        text.Append($"{await db.Groups.CountAsync()} {await db.Connections.CountAsync()} {await db.WebhookSubscriptions.CountAsync()} ");
        text.Append($"{await db.AgentGrants.CountAsync()} {await db.AgentKeys.CountAsync()}");
        return text.ToString();
    }
}
