using Headgate.Catalogue;
using Headgate.Platform.Views;
using Headgate.Store.Model;
using Headgate.Store.Rights;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Passkeys;

/// <summary>Removes a passkey of whoever calls.</summary>
internal sealed class RemovePasskey : IOperation
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "passkeys.remove",
            Method = "DELETE",
            Route = "/api/gate/v1/accounts/{account_id:long}/passkeys/{passkey_id:long}/",
            Capability = Capabilities.AccountSettings,
            Access = Access.Write,
            Permission = Permission.AnyToken,
            Suffices = [],
            Risk = "The person has to sign in by another way, and sessions that the passkey opened end at once.",
            Sentence = "{actor} removed their passkey {passkey_id}",
            Summary = "Remove a passkey of one's own",
            Description =
                "Removes a passkey of the person of this call. It signs nobody in any more, and the sessions that it opened end at once.",
            Source = "headgate: sessions of the console",
            Answers = AnswerForm.One(PlatformJson.Default.Int64),
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation)
    {
        var (id, user) = (call.RouteLong("passkey_id"), call.Caller.UserId);
        await using var change = await call.Service<RightsChanges>().BeginAsync(cancellation);
        var db = change.Db;
        var row = await db.Passkeys.FirstOrDefaultAsync(p => p.Id == id && p.AccountId == call.AccountId && p.UserId == user, cancellation);
        if (row is null)
        {
            return Answer.NotFound;
        }
        (await db.PersonalTokens.SingleAsync(t => t.Id == row.TokenId, cancellation)).State = RowState.Deleted;
        db.Passkeys.Remove(row);
        await change.CommitAsync(cancellation);
        return call.Ok(id);
    }
}
