using Headgate.Platform.Runs.Schedules;
using Headgate.Platform.Views;
using Headgate.Platform.Webhooks.Making;
using Headgate.Store.Model;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Tests.Runs.Simulation;

/// <summary>What a simulation has left, against what must hold of it.</summary>
internal sealed class Verdict
{
    private readonly World _world;
    private readonly IReadOnlyList<Job> _jobs;
    private readonly IReadOnlyList<Run> _runs;
    private readonly HashSet<long> _scheduled;
    private readonly List<string> _faults = [];

    private Verdict(World world, IReadOnlyList<Job> jobs, IReadOnlyList<Run> runs, HashSet<long> scheduled) =>
        (_world, _jobs, _runs, _scheduled) = (world, jobs, runs, scheduled);

    /// <summary>What does not hold, each in a sentence.</summary>
    public IReadOnlyList<string> Faults => _faults;

    public int Deaths => _world.Deaths;

    /// <summary>Scheduled runs whose place a newer one took.</summary>
    public int Overtaken => _runs.Count(run => run.StatusMessage?.Contains("the schedule is faster", StringComparison.Ordinal) == true);

    public static async Task<Verdict> OfAsync(World world)
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var db = await world.Store.OpenDbAsync();
        var jobs = await db.Jobs.AsNoTracking().Where(job => job.State == RowState.Active).ToListAsync(cancellation);
        var runs = await db.Runs.AsNoTracking().OrderBy(run => run.Id).ToListAsync(cancellation);
        var scheduled = await db
            .RunTriggers.Where(trigger => trigger.CauseCategory == ScheduledRuns.Category)
            .Select(trigger => trigger.Id)
            .ToListAsync(cancellation);
        var verdict = new Verdict(world, jobs, runs, [.. scheduled]);
        foreach (var job in jobs)
        {
            verdict.JudgeTimes(job);
            verdict.JudgeOrder(job);
        }
        verdict.JudgeSlots();
        verdict.JudgeEnds();
        verdict.JudgeEvents(
            await db.WebhookSubscriptions.SingleAsync(cancellation),
            await db.WebhookEvents.AsNoTracking().ToListAsync(cancellation)
        );
        return verdict;
    }

    public override string ToString() =>
        $"{_runs.Count} runs ({_scheduled.Count} scheduled, {Overtaken} overtaken), {Deaths} deaths, {_world.Received.Count} events, at most {_world.Slots.Most} at once";

    /// <summary>Each time of a schedule has one run; of those between two looks, while the server was down, the newest has.</summary>
    private void JudgeTimes(Job job)
    {
        var met = _runs
            .Where(run => run.JobDefinitionId == job.Id && _scheduled.Contains(run.TriggerId))
            .Select(run => run.ShouldStartAt!.Value)
            .ToList();
        foreach (var twice in met.GroupBy(time => time).Where(times => times.Count() > 1))
        {
            _faults.Add($"Job {job.Id} has {twice.Count()} runs of {twice.Key:u}.");
        }
        var times = TimesOf(job).ToList();
        _faults.AddRange(met.Except(times).Select(time => $"Job {job.Id} has a run of {time:u}, which is no time of {job.ScheduleCron}."));
        foreach (var window in times.GroupBy(time => _world.Looks.Find(look => look >= time)))
        {
            if (!met.Contains(window.Max()))
            {
                _faults.Add($"Job {job.Id} has no run of {window.Max():u}, which was seen at {window.Key:u}.");
            }
        }
    }

    private IEnumerable<DateTimeOffset> TimesOf(Job job)
    {
        var cron = JobSchedule.Parse(job.ScheduleCron!)!;
        for (var time = cron.GetNextValidTimeAfter(World.Begin); time <= _world.Looks[^1]; time = cron.GetNextValidTimeAfter(time.Value))
        {
            yield return time.Value;
        }
    }

    /// <summary>First in, first out: no run of a job begins before an older one of it has ended.</summary>
    private void JudgeOrder(Job job)
    {
        Run? before = null;
        foreach (var run in _runs.Where(run => run.JobDefinitionId == job.Id && run.DequeuedAt is not null))
        {
            if (before is not null && run.DequeuedAt < before.FinishedAt)
            {
                _faults.Add(
                    $"Run {run.Id} of job {job.Id} left the queue at {run.DequeuedAt:u}, before run {before.Id} ended at {before.FinishedAt:u}."
                );
            }
            before = run;
        }
    }

    private void JudgeSlots()
    {
        const int OfAccount = 3;
        if (_world.Slots.Most > OfAccount)
        {
            _faults.Add($"{_world.Slots.Most} runs were executed at once, and there are {OfAccount} slots.");
        }
        var changes = _runs
            .Where(run => run.DequeuedAt is not null)
            .SelectMany(run => new[] { (At: run.DequeuedAt!.Value, By: 1), (At: run.FinishedAt!.Value, By: -1) })
            .OrderBy(change => change.At)
            .ThenBy(change => change.By);
        var inside = 0;
        foreach (var (at, by) in changes)
        {
            inside += by;
            if (inside > OfAccount)
            {
                _faults.Add($"At {at:u} {inside} runs held slots.");
            }
        }
    }

    private void JudgeEnds()
    {
        _faults.AddRange(_runs.Where(run => !run.Status.IsComplete()).Select(run => $"Run {run.Id} is {run.Status} at the end."));
        _faults.AddRange(_runs.Where(run => run.FinishedAt is null).Select(run => $"Run {run.Id} has no end."));
        _faults.AddRange(
            _runs
                .Where(run => run.Status != RunStatus.Success && run.StatusMessage is null)
                .Select(run => $"Run {run.Id} does not say why it is {run.Status}.")
        );
        _faults.AddRange(_world.Slots.Begun.Where(run => run.Value > 1).Select(run => $"Run {run.Key} was begun {run.Value} times."));
    }

    /// <summary>Each end and beginning of a run has its events, once in the table and at least once at the receiver.</summary>
    private void JudgeEvents(WebhookSubscription subscription, List<WebhookEvent> events)
    {
        var made = events.GroupBy(e => (e.RunId, e.EventType)).ToDictionary(group => group.Key, group => group.Count());
        foreach (var run in _runs.Where(run => subscription.JobIds.Contains(run.JobDefinitionId)))
        {
            Expect(run, EventTypes.Started, run.StartedAt is null ? 0 : 1);
            Expect(run, EventTypes.Completed, 1);
            Expect(run, EventTypes.Errored, run.Status == RunStatus.Error ? 1 : 0);
        }
        _faults.AddRange(
            events
                .Where(e => e.Status != WebhookEventStatus.Delivered)
                .Select(e => $"Event {e.Id} of run {e.RunId} is {e.Status} at the end.")
        );
        _faults.AddRange(
            events.Where(e => !_world.Received.Contains(e.Id)).Select(e => $"Event {e.Id} of run {e.RunId} was not received.")
        );

        void Expect(Run run, string type, int count)
        {
            if (made.GetValueOrDefault((run.Id, type)) is var found && found != count)
            {
                _faults.Add($"Run {run.Id} ({run.Status}) has {found} events {type} and not {count}.");
            }
        }
    }
}
