using System.Globalization;
using System.Net.Http.Json;
using Headgate.Catalogue;
using Headgate.Store.Model;
using Headgate.Store.Secrets;
using Headgate.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Headgate.Runs.Bench;

/// <summary>How many webhooks a server delivers in a second, and what a dead endpoint costs the others.</summary>
internal sealed class Webhooks : IMeasure
{
    private const int Target = 2000;
    private const int Events = 20_000;
    private const int LiveReceivers = 8;
    private const int LiveEvents = 250;

    public string Name => "webhooks";

    public string Says => "deliveries to local receivers (≥2,000/s); one dead endpoint delays no other";

    public async Task<bool> MeasureAsync(IReadOnlyList<string> arguments)
    {
        await RateAsync(1, 2000);
        var one = await RateAsync(1, Events);
        var eight = await RateAsync(LiveReceivers, Events);
        var without = await DelayAsync(withDead: false);
        var with = await DelayAsync(withDead: true);
        var isMet = one >= Target && eight >= Target && with.P99 <= without.P99 * 1.5;
        await Pages.WriteAsync(
            "webhooks.md",
            string.Create(
                CultureInfo.InvariantCulture,
                $"""
                # Webhooks

                `dotnet run -c Release --project bench/Headgate.Runs.Bench -- webhooks`. Server, database ({Database}) and receivers share one process and its cores. Events wait in the
                database; measured is from the moment the server hears of them to the last request that a receiver has got. Each delivery is a connection of its own, signed, and
                has its receipt in the database.

                | {Events:N0} events to | deliveries a second | target |
                |---|---|---|
                | one receiver | {one:N0} | ≥ {Target:N0} |
                | {LiveReceivers} receivers | {eight:N0} | ≥ {Target:N0} |

                One dead endpoint (it takes connections and never answers, with 2,000 events due) beside {LiveReceivers} live ones with {LiveEvents} events each, from release to receipt:

                | | p50 | p99 |
                |---|---|---|
                | without the dead one | {without.P50:N0} ms | {without.P99:N0} ms |
                | with it | {with.P50:N0} ms | {with.P99:N0} ms |
                """
            )
        );
        return isMet;
    }

    private static string Database => Environment.GetEnvironmentVariable("HEADGATE_TEST_POSTGRES") is null ? "SQLite" : "PostgreSQL";

    private static async Task<double> RateAsync(int receivers, int events)
    {
        await using var server = await HeadgateServer.StartAsync(s => s with { AllowLoopbackWebhookReceivers = true });
        var live = Enumerable.Range(0, receivers).Select(_ => new PlainReceiver(answers: true, events)).ToList();
        var wake = await PrepareAsync(server, live.Select(r => (r.Url, events / receivers)));
        var released = TimeProvider.System.GetTimestamp();
        await WakeAsync(server, wake);
        await UntilAsync(() => live.Sum(r => r.Count) >= events);
        var last = live.SelectMany(r => r.Times).Max();
        var rate = events / TimeProvider.System.GetElapsedTime(released, last).TotalSeconds;
        live.ForEach(r => r.Dispose());
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{events} events to {receivers} receivers: {rate:N0}/s"));
        return rate;
    }

    private static async Task<(double P50, double P99)> DelayAsync(bool withDead)
    {
        await using var server = await HeadgateServer.StartAsync(s => s with { AllowLoopbackWebhookReceivers = true });
        using var dead = new PlainReceiver(answers: false, 2000);
        var live = Enumerable.Range(0, LiveReceivers).Select(_ => new PlainReceiver(answers: true, LiveEvents)).ToList();
        var wake = await PrepareAsync(
            server,
            [.. withDead ? [(dead.Url, 2000)] : Array.Empty<(string, int)>(), .. live.Select(r => (r.Url, LiveEvents))]
        );
        var released = TimeProvider.System.GetTimestamp();
        await WakeAsync(server, wake);
        await UntilAsync(() => live.All(r => r.Count >= LiveEvents));
        var delays = live.SelectMany(r => r.Times)
            .Select(t => TimeProvider.System.GetElapsedTime(released, t).TotalMilliseconds)
            .Order()
            .ToList();
        live.ForEach(r => r.Dispose());
        var (p50, p99) = (delays[delays.Count / 2], delays[delays.Count * 99 / 100]);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"dead {withDead}: p50 {p50:N0} ms, p99 {p99:N0} ms"));
        return (p50, p99);
    }

    /// <summary>Subscriptions with events that are due; and one with an event whose replay wakes the server, so that it looks for what is due.</summary>
    private static async Task<(string Subscription, string Event)> PrepareAsync(
        HeadgateServer server,
        IEnumerable<(string Url, int Events)> receivers
    )
    {
        var secret = server.Services.GetRequiredService<SecretsAtRest>().Seal(new Secret("0123456789abcdef"));
        var now = TimeProvider.System.GetUtcNow();
        var number = 0;
        WebhookSubscription Subscription(string url) =>
            new()
            {
                Id = $"wsu_{++number}",
                AccountId = server.AccountId,
                Name = $"receiver {number}",
                ClientUrl = url,
                EventTypes = ["job.run.completed"],
                HmacSecret = secret,
            };
        WebhookEvent Event(WebhookSubscription of, WebhookEventStatus status) =>
            new()
            {
                Id = $"wev_{++number}",
                AccountId = server.AccountId,
                SubscriptionId = of.Id,
                EventType = "job.run.completed",
                Payload =
                    $$$"""{"accountId":1,"webhookId":"{{{of.Id}}}","eventId":"wev_{{{number}}}","eventType":"job.run.completed","data":{"jobName":"{{{new string('n', 500)}}}"}}""",
                Status = status,
                NextAttemptAt = status == WebhookEventStatus.Pending ? now : null,
                CreatedAt = now,
            };
        foreach (var (url, events) in receivers)
        {
            await using var db = await server.DatabaseAsync();
            db.ChangeTracker.AutoDetectChangesEnabled = false;
            var subscription = Subscription(url);
            db.Add(subscription);
            db.AddRange(Enumerable.Range(0, events).Select(_ => Event(subscription, WebhookEventStatus.Pending)));
            await db.SaveChangesAsync();
        }
        await using var last = await server.DatabaseAsync();
        var woken = Subscription("http://127.0.0.1:1/");
        var waking = Event(woken, WebhookEventStatus.Failed);
        last.AddRange(woken, waking);
        await last.SaveChangesAsync();
        return (woken.Id, waking.Id);
    }

    private static async Task WakeAsync(HeadgateServer server, (string Subscription, string Event) wake)
    {
        using var response = await server.Admin.PostAsJsonAsync(
            $"/api/gate/v1/accounts/{server.AccountId}/webhooks/subscription/{wake.Subscription}/replay/",
            new { event_id = wake.Event }
        );
        response.EnsureSuccessStatusCode();
    }

    private static async Task UntilAsync(Func<bool> holds)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        while (!holds())
        {
            await Task.Delay(10, patience.Token);
        }
    }
}
