using Headgate.Platform.Runs;
using Headgate.Platform.Runs.Queue;
using Headgate.Platform.Views;
using Headgate.Platform.Webhooks.Making;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Store.Secrets;
using Headgate.Store.Tests;
using Headgate.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Headgate.Platform.Tests.Runs.Simulation;

/// <summary>Jobs with schedules, people who trigger and cancel, and a server that dies now and then, for some days of a clock that only the simulation moves.</summary>
internal sealed class World : IAsyncDisposable
{
    public static readonly DateTimeOffset Begin = new(2026, 3, 1, 0, 0, 30, TimeSpan.Zero);

    private static readonly TimeSpan LongestDown = TimeSpan.FromHours(5);

    private readonly Chance _chance;
    private readonly TestReceiver _receiver;
    private SimulatedServer? _server;
    private bool _isPeaceful;

    private World(TestStore store, FakeTimeProvider clock, Chance chance, TestReceiver receiver) =>
        (Store, Clock, _chance, _receiver) = (store, clock, chance, receiver);

    public static RunSettings Settings { get; } = new() { Slots = 4, DbtProgram = RunsFixture.FakeDbt };

    public TestStore Store { get; }

    public FakeTimeProvider Clock { get; }

    public Slots Slots { get; } = new();

    /// <summary>When looks for due jobs were over. Of the times of a schedule between two of them, the newest has a run.</summary>
    public List<DateTimeOffset> Looks { get; } = [];

    public int Deaths { get; private set; }

    /// <summary>The ids of events that the receiver has seen.</summary>
    public HashSet<string> Received { get; } = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<World> CreateAsync(string database, int seed, int jobs)
    {
        var clock = new FakeTimeProvider(Begin);
        var chance = new Chance(seed);
        var receiver = await TestReceiver.StartAsync(number => number % 37 == 0 ? 500 : 200);
        var store = await TestStore.CreateAsync(database, (services, _) => services.AddSingleton<TimeProvider>(clock));
        var world = new World(store, clock, chance, receiver);
        await world.PopulateAsync(jobs);
        return world;
    }

    /// <summary>Lets so many days pass, and then everything come to its end.</summary>
    public async Task LiveAsync(int days)
    {
        var end = Begin.AddDays(days);
        var death = Clock.GetUtcNow() + Until();
        var person = Clock.GetUtcNow() + Until();
        await RiseAsync();
        while (Clock.GetUtcNow() < end)
        {
            var next = Min(end, death, person, _server?.NextDue, _server?.Executor.NextEnd);
            Clock.SetUtcNow(next > Clock.GetUtcNow() ? next : Clock.GetUtcNow().AddMilliseconds(1));
            if (Clock.GetUtcNow() >= death)
            {
                _server!.Mortality.DieAfter(_chance.Next(0, 40));
                death = Clock.GetUtcNow() + Until();
            }
            await TryAsync(async server =>
            {
                if (Clock.GetUtcNow() >= person)
                {
                    person = Clock.GetUtcNow() + (Until() / 4);
                    await ActAsync(server);
                }
                await WorkAsync(server);
            });
        }
        await DrainAsync();
    }

    /// <summary>Ends with nothing left to do: the schedules are switched off, and the server works until all have ended and all is delivered.</summary>
    private async Task DrainAsync()
    {
        _isPeaceful = true;
        _server!.Mortality.DieAfter(int.MaxValue);
        await TryAsync(WorkAsync);
        await using (var db = await Store.OpenDbAsync())
        {
            await db.Jobs.ExecuteUpdateAsync(set => set.SetProperty(job => job.TriggersSchedule, false), Cancellation);
        }
        // As after every change of a job. None is due from here on: what ends later must not count as a look at times that no schedule has any more.
        await _server.LookAsync();
        while (_server.Executor.NextEnd is { } end)
        {
            Clock.SetUtcNow(end);
            await WorkAsync(_server);
        }
        for (var i = 0; i < 40; i++)
        {
            Clock.Advance(TimeSpan.FromMinutes(2));
            await _server.DeliverAsync();
        }
        while (_receiver.Posts.TryRead(out var post))
        {
            Received.Add(post.Json.GetProperty("eventId").GetString()!);
        }
    }

    private async Task WorkAsync(SimulatedServer server)
    {
        server.Executor.EndDue();
        if (server.NextDue <= Clock.GetUtcNow())
        {
            await server.LookAsync();
            Looks.Add(Clock.GetUtcNow());
        }
        await server.SettleAsync();
        if (_chance.Of(0.2))
        {
            await server.DeliverAsync();
        }
    }

    /// <summary>What people do: trigger a job, or cancel a run.</summary>
    private async Task ActAsync(SimulatedServer server)
    {
        await using var db = await Store.OpenDbAsync();
        if (_chance.Of(0.3))
        {
            var active = await db.Runs.Where(run => RunRules.Active.Contains(run.Status)).Select(run => run.Id).ToListAsync(Cancellation);
            if (active.Count > 0)
            {
                await server.Queue.CancelAsync(_chance.Among(active), new("user", "1", "ada@example.com"), Cancellation);
            }
            return;
        }
        var jobs = await db.Jobs.OrderBy(job => job.Id).Select(job => job.Id).ToListAsync(Cancellation);
        var request = new RunRequest
        {
            JobId = _chance.Among(jobs),
            Cause = "by hand",
            Actor = new("user", "1", "ada@example.com"),
        };
        await server.Queue.TriggerAsync(request, Cancellation);
    }

    /// <summary>Has the server do something. If it dies of it, another one rises after a while, or dies of rising.</summary>
    private async Task TryAsync(Func<SimulatedServer, Task> work)
    {
        try
        {
            await work(_server!);
        }
        catch (Exception death) when (_server!.Mortality.IsDead && death is not Xunit.Sdk.XunitException)
        {
            await FallAsync();
            await RiseAsync();
        }
    }

    private async Task FallAsync()
    {
        Deaths++;
        await _server!.DieAsync();
        _server = null;
        if (_chance.Of(0.7))
        {
            Clock.Advance(_chance.Time(TimeSpan.FromSeconds(1), LongestDown));
        }
    }

    private async Task RiseAsync()
    {
        while (true)
        {
            _server = new(Store.Settings, Settings, _chance, Slots, Clock);
            if (!_isPeaceful && _chance.Of(0.2))
            {
                _server.Mortality.DieAfter(_chance.Next(0, 60));
            }
            try
            {
                await _server.StartAsync();
                Looks.Add(Clock.GetUtcNow());
                return;
            }
            catch (Exception death) when (_server.Mortality.IsDead && death is not Xunit.Sdk.XunitException)
            {
                await FallAsync();
            }
        }
    }

    private async Task PopulateAsync(int jobs)
    {
        var first = await Store.AddJobAsync();
        await using var db = await Store.OpenDbAsync();
        await db.Jobs.ExecuteUpdateAsync(set => set.SetProperty(job => job.State, RowState.Deleted), Cancellation);
        await db.Accounts.ExecuteUpdateAsync(set => set.SetProperty(account => account.RunSlots, 3), Cancellation);
        var made = Enumerable.Range(0, jobs).Select(i => NewJob(first, i)).ToList();
        db.AddRange(made);
        await db.SaveChangesAsync(Cancellation);
        db.Add(
            new WebhookSubscription
            {
                Id = WebhookIds.Subscription(),
                AccountId = first.AccountId,
                Name = "all",
                ClientUrl = _receiver.Url.ToString(),
                EventTypes = [EventTypes.Started, EventTypes.Completed, EventTypes.Errored],
                JobIds = [.. made.Where(_ => _chance.Of(0.15)).Select(job => job.Id)],
                HmacSecret = Store.Services.GetRequiredService<SecretsAtRest>().Seal(new("0123456789abcdef")),
            }
        );
        await db.SaveChangesAsync(Cancellation);
    }

    /// <summary>Most at the same few times of the night, some more often than their runs take; one of these every day, so that a few days have it as well.</summary>
    private Job NewJob(Job like, int number)
    {
        var (minute, hour, day) = (_chance.Among([0, 0, 0, 15, 30, 47]), _chance.Among([1, 2, 2, 2, 3, 6, 14]), _chance.Next(0, 7));
        var job = new Job
        {
            AccountId = like.AccountId,
            ProjectId = like.ProjectId,
            EnvironmentId = like.EnvironmentId,
            Name = $"Job {number}",
            ExecuteSteps = ["dbt build"],
            TriggersSchedule = true,
            ScheduleDateType = "custom_cron",
            ScheduleCron = (number % 20) switch
            {
                0 when number == 0 => $"*/10 {hour} * * *",
                0 => $"*/10 {hour} * * {day}",
                1 => $"{minute} {hour},{hour + 6} * * *",
                < 7 => $"{minute} {hour} * * *",
                < 19 => $"{minute} {hour} * * {day}",
                _ => $"{minute} {hour} 1,15,L * *",
            },
        };
        job.NextRunAt = JobSchedule.Next(job, Clock.Now());
        return job;
    }

    private TimeSpan Until() => _chance.Time(TimeSpan.FromMinutes(5), TimeSpan.FromHours(30));

    private static DateTimeOffset Min(params DateTimeOffset?[] times) => times.Min()!.Value;

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DieAsync();
        }
        await Store.DisposeAsync();
        await _receiver.DisposeAsync();
    }
}
