using Headgate.Catalogue;
using Headgate.Platform.Views;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Users;

/// <summary>Reads one user.</summary>
internal sealed class GetUser : IOperation
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "users.get",
            Method = "GET",
            Route = "/api/v3/accounts/{account_id:long}/users/{user_id:long}/",
            Capability = Capabilities.Users,
            Permission = Permission.Read(PermissionResource.Members),
            Suffices = ["Account Viewer"],
            Risk = "Name and e-mail address are personal data.",
            Sentence = "{actor} read {target}",
            Summary = "Get a user",
            Description = "One user of the account with the licence; in v2 also with the groups.",
            Answers = AnswerForm.One(PlatformJson.Default.AccountUserView),
            Source = "openapi-v3: Retrieve User",
            Envelope = EnvelopeForm.Extended,
        };

    public static IReadOnlyList<Operation> Twins { get; } =
    [Spec.InV2("terraform-provider-dbtcloud: user groups", AnswerForm.One(PlatformJson.Default.UserView))];

    public static async ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation)
    {
        await using var db = await call.Service<IDbContextFactory<HeadgateDb>>().CreateDbContextAsync(cancellation);
        var user = (User)call.Target.Row!;
        if (call.Operation.Version is "v2")
        {
            return call.Ok((await UserLoading.ViewsAsync(db, call.AccountId, [user], withGroups: true, cancellation))[0]);
        }
        var place = await db
            .Memberships.AsNoTracking()
            .FirstAsync(m => m.UserId == user.Id && m.AccountId == call.AccountId && m.State == RowState.Active, cancellation);
        return call.Ok(AccountUserView.Of(user, place));
    }
}
