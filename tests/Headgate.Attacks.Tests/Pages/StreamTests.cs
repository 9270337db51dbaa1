using System.Net;
using Headgate.Gate.Journal.Reading;
using Headgate.Store.Model;
using Headgate.Testing;

namespace Headgate.Attacks.Tests.Pages;

/// <summary>What pages follow live.</summary>
[Collection(PagesCollection.Name)]
public sealed class StreamTests(PagesLab lab)
{
    [Fact]
    [Attack("CON-14")]
    public async Task Who_may_not_see_a_run_follows_neither_its_log_nor_the_record()
    {
        var other = await lab.Server.CreateProjectAsync("Finance");
        var run = await other.AddRunAsync(lab.Server, RunStatus.Success);
        var viewer = "headgate-session=" + await lab.SessionAsync(await lab.Server.CreateServiceTokenAsync("job_viewer", lab.Project.Id));
        var mark = lab.Mark();
        using var log = await lab.GetAsync($"/live/runs/{run}/log", viewer);
        using var none = await lab.GetAsync("/live/runs/99999999/log", viewer);
        log.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        none.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        First(await log.Content.ReadAsStringAsync(PagesLab.Cancellation))
            .ShouldBe(First(await none.Content.ReadAsStringAsync(PagesLab.Cancellation)));
        lab.After(mark).First(r => r.Kind == "decision").Decision.ShouldBe("Denied");
        using var record = await lab.GetAsync("/live/record", viewer);
        ((int)record.StatusCode).ShouldBeInRange(403, 404);
        using var elsewhere = await lab.GetAsync(
            "/live/record",
            "headgate-session=" + await lab.SessionAsync(),
            ("Sec-Fetch-Site", "cross-site")
        );
        elsewhere.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        elsewhere.Headers.Contains("Access-Control-Allow-Origin").ShouldBeFalse();
    }

    [Theory]
    [InlineData("7-123456789")]
    [InlineData("' or 1=1 --")]
    [InlineData("-1")]
    [InlineData("99999999999999999999999")]
    [Attack("CON-14")]
    public async Task A_foreign_position_is_ignored(string position)
    {
        var run = await lab.Project.AddRunAsync(lab.Server, RunStatus.Success);
        var session = "headgate-session=" + await lab.SessionAsync();
        foreach (var path in (string[])[$"/live/runs/{run}/log", "/live/record"])
        {
            using var stream = await lab.GetAsync(path, session, ("Last-Event-ID", position));
            stream.StatusCode.ShouldBe(HttpStatusCode.OK, path);
            stream.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        }
    }

    [Fact]
    [Attack("CON-13")]
    [Attack("CON-14")]
    public async Task An_open_stream_ends_with_its_session_and_with_its_right()
    {
        var (secret, mark) = (await lab.SessionAsync(), lab.Mark());
        using var stream = await lab.GetAsync("/live/record", "headgate-session=" + secret);
        stream.StatusCode.ShouldBe(HttpStatusCode.OK);
        await using var body = await stream.Content.ReadAsStreamAsync(PagesLab.Cancellation);
        await using (var db = await lab.Server.DatabaseAsync())
        {
            db.Sessions.OrderByDescending(s => s.Id).First(s => s.OpenedAt != null).EndedAt = TimeProvider.System.GetUtcNow();
            await db.SaveChangesAsync(PagesLab.Cancellation);
        }
        // It ends by itself; nothing else ends the wait but the test's own time.
        await ReadToEndAsync(body);
        // Streams of others that were left a moment ago end beside it.
        JournalRecord? end = null;
        await Until.HoldsAsync(
            () =>
                (end = lab.After(mark).Find(r => r is { Kind: "outcome", Operation: "gate.records.follow", Ended: not "client-left" }))
                    is not null,
            "the stream's end is recorded",
            PagesLab.Cancellation
        );
        (end!.Decision, end.Reason, end.Ended).ShouldBe(("Stopped", "grant-changed", "stopped"));
        (end.Sentence ?? "").ShouldContain("may not read it any more");
    }

    [Fact]
    [Attack("CON-14")]
    public async Task Streams_of_one_person_are_capped_and_given_back()
    {
        var session = "headgate-session=" + await lab.SessionAsync(await lab.Server.CreateServiceTokenAsync("account_admin"));
        List<HttpResponseMessage> open = [];
        HttpStatusCode last;
        var mark = lab.Mark();
        do
        {
            open.Add(await lab.GetAsync("/live/record", session));
            last = open[^1].StatusCode;
        } while (last == HttpStatusCode.OK && open.Count < 1000);
        last.ShouldBe(HttpStatusCode.TooManyRequests);
        open.Count.ShouldBe(25);
        lab.Refused(mark, "rate-limited");
        // Somebody else is not kept out.
        using (var other = await lab.GetAsync("/live/record", "headgate-session=" + await lab.SessionAsync()))
        {
            other.StatusCode.ShouldBe(HttpStatusCode.OK);
        }
        open.ForEach(stream => stream.Dispose());
        await Until.HoldsAsync(
            async () =>
            {
                using var again = await lab.GetAsync("/live/record", session);
                return again.StatusCode == HttpStatusCode.OK;
            },
            "closed streams give their places back",
            PagesLab.Cancellation
        );
    }

    private static string First(string text) => text.Split('\n')[0];

    private static async Task ReadToEndAsync(Stream body)
    {
        var buffer = new byte[4096];
        try
        {
            while (await body.ReadAsync(buffer, PagesLab.Cancellation) > 0) { }
        }
        catch (Exception e) when (e is IOException or HttpRequestException)
        {
            // The server closed it in the middle: that is how a stream without right ends.
        }
    }
}
