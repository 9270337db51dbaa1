using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Headgate.Platform.Runs.Queue;
using Headgate.Platform.Webhooks.Receivers;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Headgate.Attacks.Tests.Standing;

/// <summary>The composed server, which may post to loopback, with a clock and a name server that tests choose.</summary>
public sealed class HookServer : IAsyncLifetime, IReceiverNames
{
    private readonly ConcurrentQueue<IPAddress> _names = new();

    public HeadgateServer Server { get; private set; } = null!;

    public FakeTimeProvider Clock { get; } = new(TimeProvider.System.GetUtcNow());

    public async ValueTask InitializeAsync() =>
        Server = await HeadgateServer.StartAsync(
            settings => settings with { AllowLoopbackWebhookReceivers = true },
            services => services.AddSingleton<TimeProvider>(Clock).AddSingleton<IReceiverNames>(this)
        );

    public ValueTask DisposeAsync() => Server.DisposeAsync();

    /// <summary>What the next look-up of any name finds; nothing where no answer is left.</summary>
    public void Answer(string address) => _names.Enqueue(IPAddress.Parse(address));

    public Task<IPAddress[]> ResolveAsync(string name, CancellationToken cancellation) =>
        Task.FromResult<IPAddress[]>(_names.TryDequeue(out var address) ? [address] : []);

    public async Task<(string Id, string Secret)> SubscribeAsync(TestProject project, Uri receiver, HttpClient? client = null)
    {
        var body = new
        {
            name = "hook",
            client_url = receiver.ToString(),
            event_types = new[] { "job.run.completed" },
            job_ids = new[] { project.JobId },
            active = true,
        };
        var answer = await (client ?? Server.Admin).PostAsJsonAsync(Server.V3 + "webhooks/subscriptions", body);
        var data = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("data");
        answer.StatusCode.ShouldBe(HttpStatusCode.Created, data.GetRawText());
        return (data.GetProperty("id").GetString()!, data.GetProperty("hmac_secret").GetString()!);
    }

    /// <summary>A run of the project's job ends well, as far as webhooks can see.</summary>
    public async Task EndRunAsync(TestProject project)
    {
        var run = await project.AddRunAsync(Server, RunStatus.Success);
        await using var db = await Server.DatabaseAsync();
        db.Add(
            new OutboxEvent
            {
                AccountId = Server.AccountId,
                ProjectId = project.Id,
                JobId = project.JobId,
                RunId = run,
                RunStatus = RunStatus.Success,
                Type = "run.succeeded",
                CreatedAt = Clock.Now(),
            }
        );
        await db.SaveChangesAsync();
        Server.Services.GetRequiredService<OutboxSignal>().Raise();
    }

    public async Task<JsonElement> ReadAsync(string path)
    {
        using var answer = await Server.Admin.GetAsync(Server.V3 + path, TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, text);
        return JsonDocument.Parse(text).RootElement.GetProperty("data");
    }

    /// <summary>The test call; callers' rate starts afresh.</summary>
    public Task<JsonElement> TestAsync(string subscription)
    {
        Clock.Advance(TimeSpan.FromMinutes(1));
        return ReadAsync($"webhooks/subscription/{subscription}/test");
    }

    /// <summary>All receipts of a subscription, newest event first.</summary>
    public async Task<List<JsonElement>> ReceiptsAsync(string subscription)
    {
        var receipts = new List<JsonElement>();
        foreach (var found in (await ReadAsync($"webhooks/subscription/{subscription}/events")).EnumerateArray())
        {
            var path = $"webhooks/subscription/{subscription}/event/{found.GetProperty("id").GetString()}/receipt";
            receipts.AddRange((await ReadAsync(path)).EnumerateArray());
        }
        return receipts;
    }

    /// <summary>Waits until a subscription has as many receipts, moving the clock by a step whenever no attempt is on its way.</summary>
    public async Task<List<JsonElement>> UntilReceiptsAsync(string subscription, int count, TimeSpan step)
    {
        List<JsonElement> receipts = [];
        await Until.HoldsAsync(
            EnoughAsync,
            () => $"{count} receipts of {subscription}; there are {receipts.Count}",
            TestContext.Current.CancellationToken
        );
        return receipts;

        async Task<bool> EnoughAsync()
        {
            receipts = await ReceiptsAsync(subscription);
            if (receipts.Count >= count)
            {
                return true;
            }
            await using var db = await Server.DatabaseAsync();
            var attempts = await db.WebhookEvents.Where(e => e.SubscriptionId == subscription).SumAsync(e => e.Attempts);
            if (attempts == receipts.Count && attempts > 0)
            {
                Clock.Advance(step);
            }
            return false;
        }
    }
}
