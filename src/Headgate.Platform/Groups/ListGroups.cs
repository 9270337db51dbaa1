using System.Linq.Expressions;
using Headgate.Catalogue;
using Headgate.Platform.Lists;
using Headgate.Platform.Views;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Store.Totals;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Groups;

/// <summary>Lists groups.</summary>
internal sealed class ListGroups : IOperation
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "groups.list",
            Method = "GET",
            Route = "/api/v3/accounts/{account_id:long}/groups/",
            Area = Area.UsersGroupsAndTokens,
            Capability = Capabilities.Groups,
            Access = Access.Read,
            Permission = Permission.Read(PermissionResource.Groups),
            Suffices = ["Account Viewer"],
            Risk = "Shows who may do what.",
            Target = TargetRule.Account,
            Sentence = "{actor} listed groups",
            Summary = "List groups",
            Description = "All groups of the account with their permission sets and the number of members, a page at a time.",
            Parameters =
            [
                new("name", "string", "The group of a name."),
                new("name__icontains", "string", "Groups whose name contains a text, in any case."),
                new("pk__in", "list of integers", "Groups by ids."),
                .. ListParameters.Of("id, name, created_at, updated_at"),
            ],
            Source = "openapi-v3: List Groups",
            Listed = true,
            InGuide = true,
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation)
    {
        await using var db = await call.Service<IDbContextFactory<HeadgateDb>>().CreateDbContextAsync(cancellation);
        var query = call.Query;
        var state = query.State();
        var rows = db.Groups.AsNoTracking().Where(g => g.AccountId == call.AccountId).InState(state);
        var (name, ids) = (query.Text("name"), query.Longs("pk__in"));
        var list = new Listing<Group>(call, rows, CountedList.Groups, state.Stored())
            .Where(!call.Scope.All && !call.Scope.AccountLevel, g => false)
            .Where(name is not null, g => g.Name == name)
            .Where(ids is not null, g => ids!.Contains(g.Id))
            .Containing(query.Text("name__icontains"), g => g.Name);
        var order = query.Order("id", "id", "name", "created_at", "updated_at");
        if (query.Problems is { } problems)
        {
            return problems;
        }
        var total = await list.TotalAsync(db, cancellation);
        var groups = await list.Rows.InOrder(order, Key, g => g.Id).Page(query).ToListAsync(cancellation);
        return Answer.Page(await GroupLoading.ViewsAsync(db, groups, cancellation), total, PlatformJson.Default.GroupView);
    }

    private static Expression<Func<Group, object?>> Key(string field) =>
        field switch
        {
            "name" => g => g.Name,
            "created_at" => g => g.CreatedAt,
            "updated_at" => g => g.UpdatedAt,
            _ => g => g.Id,
        };
}
