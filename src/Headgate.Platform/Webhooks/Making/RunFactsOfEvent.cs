using System.Globalization;
using Headgate.Store;
using Headgate.Store.Model;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Webhooks.Making;

/// <summary>What an event says about a run.</summary>
internal sealed record RunFactsOfEvent(Run Run, Job Job, string Environment, string? EnvironmentVersion, string Project, string Cause)
{
    private const string Nothing = "None";

    public static Task<RunFactsOfEvent?> ReadAsync(HeadgateDb db, long runId, CancellationToken cancellation) =>
        (
            from run in db.Runs.AsNoTracking()
            join job in db.Jobs on run.JobDefinitionId equals job.Id
            join environment in db.Environments on run.EnvironmentId equals environment.Id
            join project in db.Projects on run.ProjectId equals project.Id
            join trigger in db.RunTriggers on run.TriggerId equals trigger.Id
            where run.Id == runId
            select new RunFactsOfEvent(run, job, environment.Name, environment.DbtVersion, project.Name, trigger.Cause)
        ).FirstOrDefaultAsync(cancellation);

    /// <summary>The run as the event tells it: a started event says Running even where the run has ended meanwhile.</summary>
    /// <param name="eventType">The event.</param>
    /// <param name="status">The status that the change led to.</param>
    /// <param name="at">When the change was.</param>
    public EventRun For(string eventType, RunStatus status, DateTimeOffset at) =>
        new()
        {
            JobId = Text(Job.Id),
            JobName = Job.Name,
            RunId = Text(Run.Id),
            EnvironmentId = Text(Run.EnvironmentId),
            EnvironmentName = Environment,
            DbtVersion = Run.DbtVersion ?? Job.DbtVersion ?? EnvironmentVersion ?? Nothing,
            ProjectName = Project,
            ProjectId = Text(Run.ProjectId),
            RunStatus = Word(status),
            RunStatusCode = (int)status,
            RunStatusMessage = eventType != EventTypes.Started && Run.StatusMessage is { Length: > 0 } message ? message : Nothing,
            RunReason = Cause,
            RunStartedAt = Time(Run.StartedAt),
            RunFinishedAt = eventType == EventTypes.Completed ? Time(Run.FinishedAt) : null,
            RunErroredAt = eventType == EventTypes.Errored ? Time(at) : null,
        };

    /// <summary>dbt's word in events, which differs from the one in answers for errors.</summary>
    private static string Word(RunStatus status) => status == RunStatus.Error ? "Errored" : status.ToString();

    private static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);

    private static string? Time(DateTimeOffset? time) =>
        time?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
