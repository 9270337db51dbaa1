using System.Linq.Expressions;
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
    public static Operation Spec { get; } =
        new()
        {
            Id = "users.list",
            Method = "GET",
            Route = "/api/v3/accounts/{account_id:long}/users/",
            Area = Area.UsersGroupsAndTokens,
            Capability = Capabilities.Users,
            Access = Access.Read,
            Permission = Permission.Read(PermissionResource.Members),
            Suffices = ["Account Viewer"],
            Risk = "Names and e-mail addresses are personal data.",
            Target = TargetRule.Account,
            Sentence = "{actor} listed users",
            Summary = "List users",
            Description = "The people of the account with names, e-mail addresses and licences, a page at a time.",
            Parameters =
            [
                new("email", "string", "The user of an address."),
                .. ListParameters.WithoutState("id, email, first_name, last_name, created_at"),
            ],
            Source = "openapi-v3: List Users",
            Listed = true,
            InGuide = true,
        };

    public static IReadOnlyList<Operation> Twins { get; } =
    [Spec.At("users.list.v2", "/api/v2/accounts/{account_id:long}/users/", "openapi-v2: List Users")];

    public static async ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation)
    {
        await using var db = await call.Service<IDbContextFactory<HeadgateDb>>().CreateDbContextAsync(cancellation);
        var query = call.Query;
        var account = call.AccountId;
        var rows = db
            .Users.AsNoTracking()
            .Where(u => db.Memberships.Any(m => m.UserId == u.Id && m.AccountId == account && m.State == RowState.Active));
        var email = query.Text("email");
        var list = new Listing<User>(call, rows, CountedList.Memberships, RowState.Active)
            .Where(!call.Scope.All && !call.Scope.AccountLevel, u => false)
            .Where(email is not null, u => u.Email == email);
        var order = query.Order("id", "id", "email", "first_name", "last_name", "created_at");
        if (query.Problems is { } problems)
        {
            return problems;
        }
        var total = await list.TotalAsync(db, cancellation);
        var users = await list.Rows.InOrder(order, Key, u => u.Id).Page(query).ToListAsync(cancellation);
        return Answer.Page(
            await UserLoading.ViewsAsync(db, account, users, withGroups: true, cancellation),
            total,
            PlatformJson.Default.UserView
        );
    }

    private static Expression<Func<User, object?>> Key(string field) =>
        field switch
        {
            "email" => u => u.Email,
            "first_name" => u => u.FirstName,
            "last_name" => u => u.LastName,
            "created_at" => u => u.CreatedAt,
            _ => u => u.Id,
        };
}
