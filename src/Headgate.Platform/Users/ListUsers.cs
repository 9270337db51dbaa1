using Headgate.Catalogue;
using Headgate.Platform.Lists;
using Headgate.Platform.Views;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Store.Totals;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Users;

/// <summary>Lists users.</summary>
internal sealed class ListUsers : IOperation
{
    private static readonly ListFields<User> Fields = new ListFields<User>(u => u.Id, CountedList.Memberships)
        .Equal("email", u => u.Email, "The user of an address.")
        .ByIds(u => u.Id)
        .OrderedBy(u => u.Email, u => u.FirstName, u => u.LastName, u => u.CreatedAt);

    public static Operation Spec { get; } =
        new()
        {
            Id = "users.list",
            Method = "GET",
            Route = "/api/v3/accounts/{account_id:long}/users/",
            Capability = Capabilities.Users,
            Permission = Permission.Read(PermissionResource.Members),
            Suffices = ["Account Viewer"],
            Risk = "Names and e-mail addresses are personal data.",
            Sentence = "{actor} listed users",
            Summary = "List users",
            Description = "The people of the account with names, e-mail addresses and licences, a page at a time.",
            Fields = Fields,
            Answers = AnswerForm.PageOf(PlatformJson.Default.UserView),
            Source = "openapi-v3: List Users",
            InGuide = true,
        };

    public static IReadOnlyList<Operation> Twins { get; } = [Spec.InV2("openapi-v2: List Users")];

    public static async ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation)
    {
        await using var db = await call.Service<IDbContextFactory<HeadgateDb>>().CreateDbContextAsync(cancellation);
        var rows = db
            .Users.AsNoTracking()
            .Where(u => db.Memberships.Any(m => m.UserId == u.Id && m.AccountId == call.AccountId && m.State == RowState.Active));
        var list = Fields.Of(call, rows.OfAccount(call.Scope));
        // Users have no state to ask for; the total is that of the memberships that are in force.
        list.InState(RowState.Active, "");
        return await list.PageAsync(
            db,
            async users => await UserLoading.ViewsAsync(db, call.AccountId, users, withGroups: true, cancellation),
            cancellation
        );
    }
}
