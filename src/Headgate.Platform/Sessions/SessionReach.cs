using Headgate.Catalogue;
using Headgate.Platform.ServiceTokens;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Wire;

namespace Headgate.Platform.Sessions;

/// <summary>Which sessions a caller sees and ends: those of its own token, and all of the account for whoever may make tokens.</summary>
internal static class SessionReach
{
    public static IQueryable<Session> Sessions(this CallContext call, HeadgateDb db, DateTimeOffset now)
    {
        var idle = now - SessionSecret.Idle;
        var open = db.Sessions.Where(s =>
            s.AccountId == call.AccountId && s.OpenedAt != null && s.EndedAt == null && s.ExpiresAt > now && s.LastUsed > idle
        );
        if (call.Caller is SignInLinkCaller || !call.MayAnywhere(CreateServiceToken.Spec))
        {
            var (token, personal) = (call.Caller.Id, call.Caller.Kind == CallerKind.PersonalToken);
            open = open.Where(s => s.TokenId == token && s.IsPersonal == personal);
        }
        return open;
    }
}
