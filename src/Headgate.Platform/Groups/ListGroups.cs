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
    private static readonly ListFields<Group> Fields = new ListFields<Group>(g => g.Id, CountedList.Groups)
        .Equal("name", g => g.Name, "The group of a name.")
        .Containing("name__icontains", g => g.Name, "Groups whose name contains a text, in any case.")
        .ByIds(g => g.Id)
        .ByState()
        .OrderedBy(g => g.Name, g => g.CreatedAt, g => g.UpdatedAt);

    public static Operation Spec { get; } =
        new()
        {
            Id = "groups.list",
            Method = "GET",
            Route = "/api/v3/accounts/{account_id:long}/groups/",
            Capability = Capabilities.Groups,
            Permission = Permission.Read(PermissionResource.Groups),
            Suffices = ["Account Viewer"],
            Risk = "Shows who may do what.",
            Sentence = "{actor} listed groups",
            Summary = "List groups",
            Description = "All groups of the account with their permission sets and the number of members, a page at a time.",
            Fields = Fields,
            Includes = GroupIncludes.All,
            Answers = AnswerForm.PageOf(PlatformJson.Default.GroupView),
            Source = "openapi-v3: List Groups",
            InGuide = true,
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation)
    {
        await using var db = await call.Service<IDbContextFactory<HeadgateDb>>().CreateDbContextAsync(cancellation);
        var rows = db.Groups.AsNoTracking().Where(g => g.AccountId == call.AccountId).OfAccount(call.Scope);
        return await Fields
            .Of(call, rows)
            .PageAsync(db, async groups => await GroupLoading.ViewsAsync(db, groups, cancellation), cancellation);
    }
}
