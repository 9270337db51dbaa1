using Headgate.Catalogue;
using Headgate.Platform.Tokens;
using Headgate.Platform.Views;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Groups;

/// <summary>Replaces a group.</summary>
internal sealed class UpdateGroup : IOperation
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "groups.update",
            Method = "POST",
            Route = "/api/v3/accounts/{account_id:long}/groups/{group_id:long}/",
            Area = Area.UsersGroupsAndTokens,
            Capability = Capabilities.Groups,
            Access = Access.Write,
            Permission = Permission.Write(PermissionResource.Groups),
            Suffices = ["Security Admin"],
            Risk = "Groups decide what people may do; one that is assigned by default reaches every new user.",
            Target = TargetRule.Of(TargetKind.Group, "group_id"),
            Body = BodyForm.Object,
            Sentence = "{actor} updated {target}",
            DeletionSentence = "{actor} deleted {target}",
            Summary = "Update a group",
            Description = "Replaces the group's name and settings. A body with state 2 deletes it: its members lose what it gave them.",
            Parameters = GroupTexts.BodyFields,
            Source = "openapi-v3: Update Group",
            InGuide = true,
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation)
    {
        await using var db = await call.Service<IDbContextFactory<HeadgateDb>>().CreateDbContextAsync(cancellation);
        var id = call.RouteLong("group_id");
        var group = await db.Groups.FirstOrDefaultAsync(g => g.Id == id && g.State == RowState.Active, cancellation);
        if (group is null)
        {
            return Answer.NotFound;
        }
        if (call.Body.Int("state", 1, 2) is 2)
        {
            group.State = RowState.Deleted;
        }
        else
        {
            await GroupInput.ApplyAsync(call, db, group, cancellation);
        }
        if (call.Body.Problems is { } problems)
        {
            return problems;
        }
        if (group.State == RowState.Active)
        {
            Replacement.IsWhole(db.Entry(group));
        }
        await db.SaveChangesAsync(cancellation);
        call.Service<TokenCache>().Clear();
        return Answer.Ok(await GroupLoading.OneAsync(db, group, cancellation), PlatformJson.Default.GroupView);
    }
}
