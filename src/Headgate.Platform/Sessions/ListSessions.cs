using Headgate.Catalogue;
using Headgate.Platform.Views;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Sessions;

/// <summary>Lists the open sessions of the console.</summary>
internal sealed class ListSessions : IOperation
{
    /// <summary>More than that nobody reads; the newest are shown.</summary>
    private const int Most = 500;

    public static Operation Spec { get; } =
        new()
        {
            Id = "sessions.list",
            Method = "GET",
            Route = "/api/gate/v1/accounts/{account_id:long}/sessions/",
            Capability = Capabilities.AccountSettings,
            Permission = Permission.AnyToken,
            Suffices = [],
            Risk = "Shows from where people work.",
            Sentence = "{actor} listed the open sessions of the console",
            Summary = "List open sessions",
            Description =
                "The open sessions of the token that calls, newest first; of the whole account for whoever may make tokens. The newest 500.",
            Source = "headgate: sessions of the console",
            Answers = AnswerForm.ListOf(PlatformJson.Default.SessionView),
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation)
    {
        await using var db = await call.Service<IDbContextFactory<HeadgateDb>>().CreateDbContextAsync(cancellation);
        var found = await call.Sessions(db, call.Service<TimeProvider>().GetUtcNow())
            .AsNoTracking()
            .OrderByDescending(s => s.Id)
            .Take(Most)
            .ToListAsync(cancellation);
        var (ofService, ofPeople) = (Tokens(found, personal: false), Tokens(found, personal: true));
        var service = await db
            .ServiceTokens.Where(t => t.AccountId == call.AccountId && ofService.Contains(t.Id))
            .ToDictionaryAsync(t => t.Id, t => t.Name, cancellation);
        var personal = await (
            from token in db.PersonalTokens
            join user in db.Users on token.UserId equals user.Id
            where token.AccountId == call.AccountId && ofPeople.Contains(token.Id)
            select new { token.Id, user.Email }
        ).ToDictionaryAsync(t => t.Id, t => t.Email, cancellation);
        var own = (call.Caller as SessionCaller)?.Session;
        IReadOnlyList<SessionView> views =
        [
            .. found.Select(s => new SessionView(
                s.Id,
                (s.IsPersonal ? personal : service).GetValueOrDefault(s.TokenId, "a token that is gone"),
                s.IsPersonal ? "personal_access_token" : "service_token",
                s.OpenedFrom,
                s.Browser,
                s.OpenedAt!.Value,
                s.LastUsed,
                s.ExpiresAt,
                s.Id == own
            )),
        ];
        return call.Page(views, views.Count, PageEcho.Whole);
    }

    private static List<long> Tokens(List<Session> sessions, bool personal) =>
        [.. sessions.Where(s => s.IsPersonal == personal).Select(s => s.TokenId)];
}
