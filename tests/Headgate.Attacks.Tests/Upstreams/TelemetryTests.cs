using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net.Http.Json;
using System.Text;
using Headgate.Attacks.Tests.Standing;
using Headgate.Testing;

namespace Headgate.Attacks.Tests.Upstreams;

/// <summary>
/// What leaves the server for those who watch it. By OTLP it sends the record, as logs, and neither traces nor metrics; what the runtime and its libraries tell a listener inside the process, which is
/// what an operator's collector would be given, is looked through as well.
/// </summary>
public sealed class TelemetryTests
{
    private const string Variable = "canary-variable-7e1e3e7a";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    [Attack("CRED-10")]
    public async Task No_token_key_or_secret_variable_is_in_logs_traces_or_metrics()
    {
        await using var collector = await TestReceiver.StartAsync(_ => 200);
        var told = new ConcurrentQueue<string>();
        using var activities = Listening(told);
        using var meters = Measuring(told);
        await using var lab = await UpstreamLab.StartAsync(change: s =>
            s with
            {
                JournalForward = [$"otlp+http://127.0.0.1:{collector.Url.Port}"],
            }
        );
        var boss = lab.Keys["boss"];
        await lab.AddUpstreamAsync("second", lab.Upstream.Address, UpstreamLab.Token + "x");
        await lab.GetAsync("reader", $"{lab.A}/jobs/");
        await lab.GetAsync("boss", $"{lab.A}/runs/5000/artifacts/manifest.json");
        await lab.PostAsync("trigger", $"{lab.A}/jobs/1000/run/", """{"cause":"x"}""", "a-name-of-a-call");
        await lab.GetAsync("boss", $"{lab.A}/jobs/?token={boss}");
        await lab.GetAsync("boss", $"{lab.A}/{boss}/");
        await lab.GetAsync(UpstreamLab.Token, $"{lab.A}/jobs/");
        await lab.GetAsync("hga_unknown", $"{lab.A}/jobs/");
        lab.Upstream.Script = _ => Reply.Of(401, $$"""{"hint":"{{UpstreamLab.Token}}"}""");
        await lab.GetAsync("boss", $"{lab.A}/jobs/1001/");
        using (var mcp = lab.Mcp("boss"))
        {
            await mcp.CallAsync("list_jobs");
        }
        var project = await lab.Server.CreateProjectAsync("Sales");
        using var made = await lab.Server.Admin.PostAsJsonAsync(
            $"{lab.Server.V3}projects/{project.Id}/environment-variables/bulk/",
            new { env_var = new { new_name = "DBT_ENV_SECRET_X", project = Variable } },
            Cancellation
        );
        made.EnsureSuccessStatusCode();

        var sent = new StringBuilder();
        var paths = new HashSet<string>(StringComparer.Ordinal);
        var last = Recorded.All(lab.Server).Last().Hash;
        await Until.HoldsAsync(
            () =>
            {
                while (collector.Posts.TryRead(out var post))
                {
                    paths.Add(post.Path);
                    sent.Append(Encoding.UTF8.GetString(post.Body)).AppendJoin(' ', post.Headers.Values);
                }
                return sent.ToString().Contains(last, StringComparison.Ordinal);
            },
            "all of the record is at the collector",
            Cancellation
        );
        paths.ShouldBe(["/v1/logs"]);
        told.ShouldContain(t => t.Contains("http.server.request.duration", StringComparison.Ordinal), "the listeners hear something");
        told.ShouldContain(t => t.Contains("http.client", StringComparison.OrdinalIgnoreCase));
        // The calls that this test makes itself are the agents', and not the server's.
        var own = $"[server.port, {lab.Server.Url.Port}]";
        var all =
            $"{sent} {string.Join('\n', told.Where(t => !(t.StartsWith("System.Net.Http", StringComparison.Ordinal) && t.Contains(own, StringComparison.Ordinal))))}";
        foreach (var secret in lab.Keys.Values.Append(UpstreamLab.Token).Append(lab.Server.AdminToken).Append(Variable))
        {
            var at = all.IndexOf(secret, StringComparison.Ordinal);
            at.ShouldBe(-1, at < 0 ? null : all[Math.Max(0, at - 200)..Math.Min(all.Length, at + 20)]);
        }
    }

    private static ActivityListener Listening(ConcurrentQueue<string> told)
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
                told.Enqueue(
                    $"{activity.Source.Name} {activity.OperationName} {activity.DisplayName} {activity.StatusDescription} "
                        + string.Join(
                            ' ',
                            activity.TagObjects.Concat(activity.Baggage.Select(b => KeyValuePair.Create(b.Key, (object?)b.Value)))
                        )
                        + string.Join(' ', activity.Events.SelectMany(e => e.Tags.Prepend(KeyValuePair.Create(e.Name, (object?)""))))
                ),
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    private static MeterListener Measuring(ConcurrentQueue<string> told)
    {
        var listener = new MeterListener { InstrumentPublished = (instrument, self) => self.EnableMeasurementEvents(instrument) };
        listener.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Tell(instrument, tags));
        listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) => Tell(instrument, tags));
        listener.SetMeasurementEventCallback<int>((instrument, _, tags, _) => Tell(instrument, tags));
        listener.Start();
        return listener;

        void Tell(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
            told.Enqueue($"{instrument.Meter.Name} {instrument.Name} {string.Join(' ', tags.ToArray())}");
    }
}
