using System.Net;
using System.Text.Json;
using Headgate.Catalogue;
using Headgate.Platform.Runs.Queue;
using Headgate.Platform.Views;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Runs.Retries;

/// <summary>
/// Repeats a run, whole: with what it was given when it was triggered. Where that changed what the job does, the caller needs the right to trigger the job so.
/// </summary>
internal static class RetryAnswers
{
    public static async ValueTask<Answer> RetryAsync(
        CallContext call,
        HeadgateDb db,
        Run run,
        RunStep failed,
        string cause,
        CancellationToken cancellation
    )
    {
        var trigger = await db.RunTriggers.AsNoTracking().SingleAsync(t => t.Id == run.TriggerId, cancellation);
        var given = JsonSerializer.SerializeToElement(RunTriggerView.Of(trigger), PlatformJson.Default.RunTriggerView);
        if (ChangesTheJob(given) && call.DecideAlso(TriggerJobRun.Spec, call.Target, given) is { IsAllowed: false } denial)
        {
            return Answer.Failure(
                HttpStatusCode.Forbidden,
                $"Run {run.Id} was triggered with overrides, and a retry repeats them. {denial.Message}"
            );
        }
        var request = new RunRequest
        {
            JobId = run.JobDefinitionId,
            Cause = cause,
            CauseCategory = "rerun",
            Actor = RunAnswers.ActorOf(call.Caller),
            Rights = RunAnswers.RightsOf(call),
        };
        return await RunAnswers.TriggerAsync(call, request.Retrying(new(run, trigger, failed.Index)), cancellation);
    }

    private static bool ChangesTheJob(JsonElement given)
    {
        var source = new FieldSource(given);
        return TriggerFields.All.All.Any(field => field.IsOverride && !source.Find(field).IsAbsent);
    }
}
