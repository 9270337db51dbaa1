using System.Collections.Frozen;
using System.Net;
using Headgate.Catalogue;
using Headgate.Platform.Runs.Queue;
using Headgate.Platform.Views;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Runs;

/// <summary>Answers that several operations on runs give.</summary>
internal static class RunAnswers
{
    private static readonly FrozenSet<string> WithTrigger = FrozenSet.ToFrozenSet(["trigger"]);

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

    /// <summary>Puts a run into the queue and answers with it, or with why not.</summary>
    public static async ValueTask<Answer> TriggerAsync(CallContext call, RunRequest request, CancellationToken cancellation)
    {
        var result = await call.Service<RunQueue>().TriggerAsync(request, cancellation);
        if (result.Run is { } run)
        {
            return await RunAsync(call, run, cancellation);
        }
        return result.IsJobGone ? Answer.NotFound : Answer.Failure(HttpStatusCode.BadRequest, result.Refusal!);
    }

    /// <summary>200 with a run and its trigger.</summary>
    public static async ValueTask<Answer> RunAsync(CallContext call, Run run, CancellationToken cancellation)
    {
        await using var db = await call.Service<IDbContextFactory<HeadgateDb>>().CreateDbContextAsync(cancellation);
        var view = await call.Service<RunViews>().OfAsync(db, run, WithTrigger, cancellation);
        return Answer.Ok(view, PlatformJson.Default.RunView);
    }
}
