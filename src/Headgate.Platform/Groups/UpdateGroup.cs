using Headgate.Catalogue;
using Headgate.Platform.Rows;
using Headgate.Platform.Tokens;
using Headgate.Platform.Views;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Store.Rights;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Groups;

/// <summary>Replaces a group.</summary>
internal sealed class UpdateGroup : IOperation<Group>
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "groups.update",
            Method = "POST",
            Route = "/api/v3/accounts/{account_id:long}/groups/{group_id:long}/",
            Capability = Capabilities.Groups,
            Permission = Permission.Write(PermissionResource.Groups),
            Suffices = ["Security Admin"],
            Risk = "Groups decide what people may do; one that is assigned by default reaches every new user.",
            Sentence = "{actor} updated {target}",
            DeletionSentence = "{actor} deleted {target}",
            Summary = "Update a group",
            Description = "Replaces the group's name and settings. A body with state 2 deletes it: its members lose what it gave them.",
            Fields = GroupFields.All,
            GivesRights = GroupFields.LetsJoin,
            Answers = AnswerForm.One(PlatformJson.Default.GroupView),
            Source = "openapi-v3: Update Group",
            InGuide = true,
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, Input<Group> input, CancellationToken cancellation)
    {
        await using var change = await call.Service<RightsChanges>().BeginAsync(cancellation);
        var (db, id) = (change.Db, call.RouteLong("group_id"));
        if (await db.Groups.FirstOrDefaultAsync(g => g.Id == id && g.State == RowState.Active, cancellation) is not { } group)
        {
            return Answer.NotFound;
        }
        if (call.IsDeletion)
        {
            group.State = RowState.Deleted;
        }
        else if (await ReplaceAsync(call, db, group, input, cancellation) is { } refusal)
        {
            return refusal;
        }
        await change.CommitAsync(cancellation);
        return call.Ok(await GroupLoading.OneAsync(db, group, cancellation));
    }

    private static async Task<Answer?> ReplaceAsync(
        CallContext call,
        HeadgateDb db,
        Group group,
        Input<Group> input,
        CancellationToken cancellation
    )
    {
        var (wasDefault, mappings) = (group.AssignByDefault, group.SsoMappingGroups);
        input.ApplyTo(group);
        await GroupFields.CheckNameAsync(db, group, input, cancellation);
        if (input.Refusal is { } refusal)
        {
            return refusal;
        }
        WholeRowUpdate.Mark(db.Entry(group));
        // Whoever lets more people into a group gives them what it gives.
        var letsMoreJoin = (group.AssignByDefault && !wasDefault) || group.SsoMappingGroups.Except(mappings).Any();
        return letsMoreJoin ? RightsGiven.Refusal(call, await GroupLoading.GrantsAsync(db, [group.Id], cancellation)) : null;
    }
}
