using Headgate.Catalogue;
using Headgate.Platform.Views;
using Headgate.Store.Model;
using Headgate.Store.Rights;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Users;

/// <summary>Removes a person from the account.</summary>
internal sealed class RemoveUser : IOperation
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "users.delete",
            Method = "DELETE",
            Route = "/api/gate/v1/accounts/{account_id:long}/users/{user_id:long}/",
            Capability = Capabilities.Users,
            Access = Access.Write,
            Permission = Permission.Write(PermissionResource.Members),
            Suffices = ["Security Admin"],
            Risk = "The person loses every right here: tokens, sessions, and clients and agents that hold by them.",
            Sentence = "{actor} removed {target} from the account",
            Summary = "Remove a user",
            Description =
                "Takes a person out of the account at once: their groups, personal tokens, sessions, password and passkeys end. What they did stays in the record. Signing in with an identity provider does not bring "
                + "them back; inviting them does.",
            Source = "headgate: sessions of the console",
            Answers = AnswerForm.One(PlatformJson.Default.Int64),
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation)
    {
        var (account, user) = (call.AccountId, call.RouteLong("user_id"));
        if (user == call.Caller.UserId)
        {
            return Answer.RuleBroken("Nobody removes themselves; another administrator can.");
        }
        await using var change = await call.Service<RightsChanges>().BeginAsync(cancellation);
        var db = change.Db;
        var place = await db.Memberships.FirstOrDefaultAsync(
            m => m.AccountId == account && m.UserId == user && m.State == RowState.Active,
            cancellation
        );
        if (place is null)
        {
            return Answer.NotFound;
        }
        place.State = RowState.Deleted;
        await db
            .PersonalTokens.Where(t => t.AccountId == account && t.UserId == user)
            .ExecuteUpdateAsync(set => set.SetProperty(t => t.State, RowState.Deleted), cancellation);
        await db.GroupMembers.Where(m => m.AccountId == account && m.UserId == user).ExecuteDeleteAsync(cancellation);
        await db.Passwords.Where(p => p.AccountId == account && p.UserId == user).ExecuteDeleteAsync(cancellation);
        await db.Passkeys.Where(p => p.AccountId == account && p.UserId == user).ExecuteDeleteAsync(cancellation);
        await db.ProviderLinks.Where(l => l.AccountId == account && l.UserId == user).ExecuteDeleteAsync(cancellation);
        await change.CommitAsync(cancellation);
        return call.Ok(user);
    }
}
