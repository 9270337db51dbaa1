using System.Net.ServerSentEvents;
using System.Text.Json;
using Headgate.Gate.Agents;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Headgate.Conformance.Tests;

/// <summary>The live log of a run over HTTP: what comes and when, where it goes on, who reads it and for how long.</summary>
public sealed class LiveLogTests(ConformanceServer shared)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Lines_come_when_they_are_written_and_the_stream_ends_with_the_run()
    {
        var log = await RunningAsync();
        await log.WriteAsync("one\ntwo\nthr");
        await using var stream = await OpenAsync(shared.Server.Admin, log.Run);

        (await stream.NextAsync("run")).ShouldContain("\"status\":3");
        var step = JsonDocument.Parse(await stream.NextAsync("step")).RootElement;
        (step.GetProperty("index").GetInt32(), step.GetProperty("name").GetString()).ShouldBe((1, "Invoke dbt with `dbt build`"));
        (await stream.NextAsync("log")).ShouldBe("one\ntwo", "a line that is being written is none yet");
        await log.WriteAsync("ee\n\nlast");
        (await stream.NextAsync("log")).ShouldBe("three\n");
        await log.EndAsync(RunStatus.Error, "model a failed");
        (await stream.NextAsync("log")).ShouldBe("last");
        (await stream.NextAsync("end")).ShouldBe("""{"status":20,"status_humanized":"Error","status_message":"model a failed"}""");
        (await stream.IsAtEndAsync()).ShouldBeTrue();
        await Until.HoldsAsync(
            async () => (await RecordsAsync(log.Run)).Any(r => r.Contains("Answered 200 with", StringComparison.Ordinal)),
            "the outcome follows the last byte",
            Cancellation
        );
        (await RecordsAsync(log.Run)).Count(r => r.Contains("followed the log of", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task Who_connects_again_with_the_last_id_gets_what_comes_after_it_from_a_compressed_log_too()
    {
        var log = await RunningAsync();
        await log.WriteAsync("one\n");
        await using (var first = await OpenAsync(shared.Server.Admin, log.Run))
        {
            await first.NextAsync("log");
            first.LastId.ShouldBe("1-4");
        }
        await log.WriteAsync("two\n");
        await log.EndAsync(RunStatus.Success, null);
        foreach (var isCompressed in new[] { false, true })
        {
            if (isCompressed)
            {
                log.Compress();
            }
            await using var again = await OpenAsync(shared.Server.Admin, log.Run, "1-4");
            (await again.NextAsync("log")).ShouldBe("two");
            again.LastId.ShouldBe("1-8");
            (await again.NextAsync("end")).ShouldContain("Success");
        }
        (await StatusAsync(shared.Server.Admin, $"{Path(log.Run)}?last_event_id=somewhere")).ShouldBe(400);
        (await StatusAsync(shared.Server.Admin, $"{Path(log.Run)}?step=0")).ShouldBe(400);
    }

    [Fact]
    public async Task A_line_of_a_log_cannot_pretend_to_be_an_event()
    {
        var log = await RunningAsync();
        await log.WriteAsync("progress\revent: end\rid: 9-9\rdata: {}\n");
        await log.EndAsync(RunStatus.Success, null);
        await using var stream = await OpenAsync(shared.Server.Admin, log.Run);

        (await stream.NextAsync("log")).ShouldBe("progress\nevent: end\nid: 9-9\ndata: {}");
        (await stream.NextAsync("end")).ShouldContain("Success");
        stream.LastId.ShouldNotBe("9-9");
    }

    [Fact]
    public async Task A_step_alone_ends_with_the_step()
    {
        var log = await RunningAsync();
        await log.WriteAsync("one\n");
        await log.EndStepAsync();
        await using var stream = await OpenAsync(shared.Server.Admin, log.Run, query: "?step=1");

        (await stream.NextAsync("log")).ShouldBe("one");
        (await stream.NextAsync("end")).ShouldContain("\"status\":3");
    }

    [Theory]
    [InlineData("key")]
    [InlineData("grant")]
    [InlineData("agent")]
    public async Task An_agent_that_loses_its_right_loses_the_stream_within_seconds(string what)
    {
        var log = await RunningAsync();
        await log.WriteAsync("one\n");
        var name = $"follows and loses its {what}";
        var key = await shared.Server.CreateAgentAsync(name, new NewGrant("runs", "read") { ProjectIds = [shared.Sales.Id] });
        using var agent = shared.Server.ClientFor(key, "Bearer");
        await using var stream = await OpenAsync(agent, log.Run);
        (await stream.NextAsync("log")).ShouldBe("one");

        await TakeAsync(name, what);

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        patience.CancelAfter(TimeSpan.FromSeconds(20));
        await Should.ThrowAsync<Exception>(async () => await stream.NextAsync("log", patience.Token));
        patience.IsCancellationRequested.ShouldBeFalse("the server closed it");
        (await StatusAsync(agent, Path(log.Run))).ShouldBeOneOf(401, 403, 404);
        await Until.HoldsAsync(
            async () => (await RecordsAsync(log.Run)).Any(r => r.Contains("may not read it any more", StringComparison.Ordinal)),
            "the record says why it ended",
            Cancellation
        );
        await log.EndAsync(RunStatus.Cancelled, null);
    }

    [Fact]
    public async Task An_agent_of_another_project_follows_nothing()
    {
        var log = await RunningAsync();
        var key = await shared.Server.CreateAgentAsync(
            "follows payroll",
            new NewGrant("runs", "read") { ProjectIds = [shared.Payroll.Id] }
        );
        using var agent = shared.Server.ClientFor(key, "Bearer");
        (await StatusAsync(agent, Path(log.Run))).ShouldBe(404);
        await log.EndAsync(RunStatus.Cancelled, null);
    }

    private string Path(long run) => $"/api/gate/v1/accounts/{shared.Server.AccountId}/runs/{run}/logs/";

    private static async Task<int> StatusAsync(HttpClient client, string path)
    {
        using var response = await client.GetAsync(path, HttpCompletionOption.ResponseHeadersRead, Cancellation);
        return (int)response.StatusCode;
    }

    private async Task<EventReader> OpenAsync(HttpClient client, long run, string? last = null, string query = "")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Path(run) + query);
        if (last is not null)
        {
            request.Headers.Add("Last-Event-ID", last);
        }
        var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancellation);
        response.StatusCode.ShouldBe(System.Net.HttpStatusCode.OK);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        return new EventReader(await response.Content.ReadAsStreamAsync(Cancellation));
    }

    private async Task<GrowingLog> RunningAsync()
    {
        var run = await shared.Sales.AddRunAsync(shared.Server, RunStatus.Running);
        var folder = shared.Server.Services.GetRequiredService<StoreSettings>().LogsFolder;
        var log = new GrowingLog(shared.Server, run, System.IO.Path.Combine(folder, $"{run}"));
        await log.BeginAsync();
        return log;
    }

    private async Task TakeAsync(string name, string what)
    {
        var root = $"/api/gate/v1/accounts/{shared.Server.AccountId}/agents/";
        var (_, agents) = await shared.SendAsync("GET", root + "?limit=100");
        var agent = agents.GetProperty("data").EnumerateArray().Single(a => a.GetProperty("name").GetString() == name);
        var path = root + agent.GetProperty("id").GetInt64() + "/";
        path += what switch
        {
            "key" => $"keys/{agent.GetProperty("keys")[0].GetProperty("id").GetInt64()}/",
            "grant" => $"grants/{agent.GetProperty("grants")[0].GetProperty("id").GetInt64()}/",
            _ => "",
        };
        (await shared.SendAsync("DELETE", path)).Status.ShouldBe(200, path);
    }

    private async Task<List<string>> RecordsAsync(long run)
    {
        var root = $"/api/gate/v1/accounts/{shared.Server.AccountId}/records/?limit=1000&operation=runs.logs";
        var (_, decisions) = await shared.SendAsync("GET", $"{root}&run_id={run}");
        var own = decisions.GetProperty("data").EnumerateArray().ToList();
        var found = own.Select(r => r.GetRawText()).ToList();
        foreach (var request in own.Select(r => r.GetProperty("request").GetString()).Distinct())
        {
            var (_, all) = await shared.SendAsync(
                "GET",
                $"/api/gate/v1/accounts/{shared.Server.AccountId}/records/?limit=100&kind=outcome&request={request}"
            );
            found.AddRange(all.GetProperty("data").EnumerateArray().Select(r => r.GetRawText()));
        }
        return found;
    }

    /// <summary>A run that is at work, whose log the test writes.</summary>
    private sealed class GrowingLog(HeadgateServer server, long run, string folder)
    {
        public long Run => run;

        private string File => System.IO.Path.Combine(folder, "1.log");

        public async Task BeginAsync()
        {
            Directory.CreateDirectory(folder);
            await using var db = await server.DatabaseAsync();
            await db.RunSteps.Where(s => s.RunId == run).ExecuteUpdateAsync(set => set.SetProperty(s => s.LogPath, $"{run}/1.log"));
        }

        public Task WriteAsync(string text) => System.IO.File.AppendAllTextAsync(File, text, Cancellation);

        public async Task EndStepAsync()
        {
            await using var db = await server.DatabaseAsync();
            await db.RunSteps.Where(s => s.RunId == run).ExecuteUpdateAsync(set => set.SetProperty(s => s.Status, RunStatus.Success));
        }

        public async Task EndAsync(RunStatus status, string? message)
        {
            await using var db = await server.DatabaseAsync();
            await db.RunSteps.Where(s => s.RunId == run).ExecuteUpdateAsync(set => set.SetProperty(s => s.Status, status));
            await db
                .Runs.Where(r => r.Id == run)
                .ExecuteUpdateAsync(set => set.SetProperty(r => r.Status, status).SetProperty(r => r.StatusMessage, message));
        }

        public void Compress()
        {
            using (var from = System.IO.File.OpenRead(File))
            using (
                var to = new System.IO.Compression.GZipStream(
                    System.IO.File.Create(File + ".gz"),
                    System.IO.Compression.CompressionLevel.Fastest
                )
            )
            {
                from.CopyTo(to);
            }
            System.IO.File.Delete(File);
        }
    }

    /// <summary>Reads events one by one.</summary>
    private sealed class EventReader(Stream stream) : IAsyncDisposable
    {
        private readonly IAsyncEnumerator<SseItem<string>> _events = SseParser
            .Create(stream)
            .EnumerateAsync(Cancellation)
            .GetAsyncEnumerator(Cancellation);
        private Task<bool>? _pending;

        public string? LastId { get; private set; }

        /// <summary>The data of the next event of a type; others are passed over.</summary>
        public async Task<string> NextAsync(string type, CancellationToken patience = default)
        {
            while (await MoveAsync(patience))
            {
                var told = _events.Current;
                LastId = told.EventId ?? LastId;
                if (told.EventType == type)
                {
                    return told.Data;
                }
                told.EventType.ShouldNotBe("end", $"before an event \"{type}\"");
            }
            throw new InvalidOperationException($"The stream ended before an event \"{type}\".");
        }

        public async Task<bool> IsAtEndAsync() => !await MoveAsync(default);

        public async ValueTask DisposeAsync()
        {
            await stream.DisposeAsync();
            await (_pending?.ContinueWith(_ => { }, TaskScheduler.Default) ?? Task.CompletedTask);
        }

        private async Task<bool> MoveAsync(CancellationToken patience)
        {
            _pending ??= _events.MoveNextAsync().AsTask();
            var moved = await _pending.WaitAsync(TimeSpan.FromMinutes(1), TimeProvider.System, patience);
            _pending = null;
            return moved;
        }
    }
}
