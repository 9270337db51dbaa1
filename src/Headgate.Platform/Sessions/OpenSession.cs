using Headgate.Catalogue;
using Headgate.Platform.Views;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Store.Secrets;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Sessions;

/// <summary>Opens a session of the console.</summary>
internal sealed class OpenSession : IOperation<OpenSession.Asked>
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "sessions.open",
            Method = "POST",
            Route = "/api/gate/v1/accounts/{account_id:long}/sessions/",
            Capability = Capabilities.AccountSettings,
            Access = Access.Write,
            Permission = Permission.AnyToken,
            Suffices = [],
            Risk = "Whoever holds the session's secret has the rights of the token.",
            Sentence = "{actor} signed in to the console",
            Summary = "Sign in to the console",
            Description =
                "Opens a session that stands for the token of this call, and ends with it, after seven days, or after twelve hours without a call. A link that signs in once is shown as the "
                + "credential of this call, and can be used for nothing else.",
            Source = "headgate: sessions of the console",
            AnswersSecret = true,
            Answers = AnswerForm.Created(PlatformJson.Default.OpenedSessionView),
            Fields = new Fields<Asked>(refusesUnknown: true)
            {
                { In.Body.Text("browser", "What the browser calls itself.", 200, cut: true).Or(""), (a, v) => a.Browser = v },
            },
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, Input<Asked> input, CancellationToken cancellation)
    {
        var asked = input.ApplyTo(new Asked());
        if (call.Caller is SessionCaller)
        {
            return Answer.RuleBroken("A session opens no other session: sign in with a token or a link.");
        }
        var (secret, now) = (SessionSecret.New(), call.Service<TimeProvider>().GetUtcNow());
        var session = new Session
        {
            AccountId = call.AccountId,
            TokenId = call.Caller.Id,
            IsPersonal = call.Caller.Kind == CallerKind.PersonalToken,
            SecretHash = call.Service<TokenHasher>().Hash(secret),
            OpenedFrom = call.Address ?? "",
            Browser = asked.Browser,
            CreatedAt = now,
            OpenedAt = now,
            LastUsed = now,
            ExpiresAt = now + SessionSecret.Life,
        };
        await using var db = await call.Service<IDbContextFactory<HeadgateDb>>().CreateDbContextAsync(cancellation);
        if (call.Caller is SignInLinkCaller { Link: var link })
        {
            if (!await TakeAsync(db, call.Caller, link, now, cancellation))
            {
                return Answer.RuleBroken("This link has been used. 'headgate up' prints a new one.");
            }
        }
        db.Sessions.Add(session);
        await db.SaveChangesAsync(cancellation);
        return call.Ok(new OpenedSessionView(session.Id, secret.Reveal(), session.ExpiresAt));
    }

    /// <summary>
    /// Whoever marks the link has used it; of two at the same time only one does. Other links of the same token are dead with it: who has signed in needs no second, and one
    /// that lies about opens nothing.
    /// </summary>
    private static async Task<bool> TakeAsync(HeadgateDb db, Caller caller, long link, DateTimeOffset now, CancellationToken cancellation)
    {
        var isPersonal = caller.Kind == CallerKind.PersonalToken;
        var open = db.Sessions.Where(s => s.OpenedAt == null && s.EndedAt == null);
        var taken = await open.Where(s => s.Id == link).ExecuteUpdateAsync(set => set.SetProperty(s => s.EndedAt, now), cancellation);
        if (taken == 1)
        {
            await open.Where(s => s.TokenId == caller.Id && s.IsPersonal == isPersonal)
                .ExecuteUpdateAsync(set => set.SetProperty(s => s.EndedAt, now), cancellation);
        }
        return taken == 1;
    }

    /// <summary>What is said of the browser.</summary>
    internal sealed class Asked
    {
        public string Browser { get; set; } = "";
    }
}
