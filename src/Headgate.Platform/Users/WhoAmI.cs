using Headgate.Catalogue;
using Headgate.Platform.Views;
using Headgate.Store;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Users;

/// <summary>Tells a caller who it is.</summary>
internal sealed class WhoAmI : IOperation
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "users.whoami",
            Method = "GET",
            Route = "/api/v2/whoami/",
            Capability = Capabilities.AccountSettings,
            Permission = Permission.AnyToken,
            Suffices = [],
            Risk = "None: the caller learns its own name.",
            Sentence = "{actor} asked who it is",
            Summary = "Who am I",
            Description = "The account of the token, the token's kind and name, and for a personal access token its user.",
            Answers = AnswerForm.One(PlatformJson.Default.WhoAmIView),
            Source = "admin API facts, section 12",
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation)
    {
        await using var db = await call.Service<IDbContextFactory<HeadgateDb>>().CreateDbContextAsync(cancellation);
        var account = await db.Accounts.AsNoTracking().FirstAsync(a => a.Id == call.AccountId, cancellation);
        UserView? user = null;
        if (call.Caller.UserId is { } id)
        {
            var row = await db.Users.AsNoTracking().FirstAsync(u => u.Id == id, cancellation);
            user = (await UserLoading.ViewsAsync(db, call.AccountId, [row], withGroups: false, cancellation))[0];
        }
        var kind = call.Caller.Kind switch
        {
            CallerKind.Agent => "agent",
            CallerKind.ServiceToken => "service_token",
            _ => "personal_access_token",
        };
        return call.Ok(new WhoAmIView(user, AccountView.Of(account), new WhoAmITokenView(call.Caller.Id, kind, call.Caller.Name)));
    }
}
