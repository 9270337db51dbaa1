using System.Net;
using Headgate.Catalogue;
using Headgate.Platform.Related;
using Headgate.Platform.Runs.Queue;
using Headgate.Platform.Targets;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Runs;

/// <summary>Answers that several operations on runs give.</summary>
internal static class RunAnswers
{
    /// <summary>Who acts, as runs keep it.</summary>
    public static RunActor ActorOf(Caller caller) =>
        new(
            caller.Kind switch
            {
                CallerKind.Agent => "agent",
                CallerKind.ServiceToken => "service_token",
                CallerKind.PersonalToken => "user",
                _ => "system",
            },
            (caller.UserId ?? caller.Id).ToString(),
            caller.Name
        );

    /// <summary>What the caller may do once its run enters the queue.</summary>
    public static RunRights RightsOf(CallContext call)
    {
        var actor = ActorOf(call.Caller);
        return new(
            call.Target,
            call.IsAllowedAt,
            run =>
                (run.TriggerActorType, run.TriggerActorId) == (actor.Type, actor.Id)
                || call.DecideAlso(CancelRun.Spec, PlaceOf(run)).IsAllowed
        );

        Target PlaceOf(Run run) =>
            (run.ProjectId, run.EnvironmentId) == (call.Target.ProjectId, call.Target.EnvironmentId)
                ? call.Target with
                {
                    Kind = TargetKind.Run,
                    Id = run.Id.ToString(),
                    RunId = run.Id,
                }
                : RowTargets.Of(run);
    }

    /// <summary>Puts a run into the queue and answers with it, or with why not.</summary>
    public static async ValueTask<Answer> TriggerAsync(CallContext call, RunRequest request, CancellationToken cancellation)
    {
        var result = await call.Service<RunQueue>()
            .TriggerAsync(request with { AgreedSha = call.AgreedCommit, RequestId = call.RequestId, Terms = call.RunTerms }, cancellation);
        if (result.Run is not { } run)
        {
            return result.IsJobGone ? Answer.NotFound : Answer.Failure(HttpStatusCode.BadRequest, result.Refusal!);
        }
        long[] ended = [.. result.Waiting.Concat(result.Working).Order()];
        var answer = await RunAsync(call, run, cancellation);
        return ended.Length == 0
            ? answer
            : answer.WithAlso($"cancelled run {string.Join(" and run ", ended)} of the same pull request, whose place run {run.Id} took");
    }

    /// <summary>200 with a run and its trigger.</summary>
    public static async ValueTask<Answer> RunAsync(CallContext call, Run run, CancellationToken cancellation)
    {
        await using var db = await call.Service<IDbContextFactory<HeadgateDb>>().CreateDbContextAsync(cancellation);
        var related = await RunRelated.TriggersOfAsync(db, [run], cancellation) with
        {
            Hidden = await HiddenThings.OfAsync(call, db, [], [run], cancellation),
        };
        return call.Ok(await call.Service<RunViews>().OfAsync(db, run, related, cancellation));
    }
}
