using Headgate.Catalogue;
using Headgate.Platform.Views;
using Headgate.Store;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Sessions;

/// <summary>Ends a session of the console.</summary>
internal sealed class EndSession : IOperation
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "sessions.end",
            Method = "DELETE",
            Route = "/api/gate/v1/accounts/{account_id:long}/sessions/{session_id:long}/",
            Capability = Capabilities.AccountSettings,
            Access = Access.Write,
            Permission = Permission.AnyToken,
            Suffices = [],
            Risk = "Whoever works in the session has to sign in again.",
            Sentence = "{actor} ended session {session_id} of the console",
            Summary = "End a session",
            Description =
                "Ends a session at once, on every server: one of the token that calls, or any of the account for whoever may make tokens.",
            Source = "headgate: sessions of the console",
            Answers = AnswerForm.One(PlatformJson.Default.Int64),
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation)
    {
        var (id, now) = (call.RouteLong("session_id"), call.Service<TimeProvider>().GetUtcNow());
        await using var db = await call.Service<IDbContextFactory<HeadgateDb>>().CreateDbContextAsync(cancellation);
        var ended = await call.Sessions(db, now)
            .Where(s => s.Id == id)
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.EndedAt, now), cancellation);
        return ended == 0 ? Answer.NotFound : call.Ok(id);
    }
}
