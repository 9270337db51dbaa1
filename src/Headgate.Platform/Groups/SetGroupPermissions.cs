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

/// <summary>Replaces the permission sets of a group.</summary>
internal sealed class SetGroupPermissions : IOperation<GivenSets>
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "groups.permissions",
            Method = "POST",
            Route = "/api/v3/accounts/{account_id:long}/group-permissions/{group_id:long}/",
            Capability = Capabilities.Groups,
            Permission = Permission.Write(PermissionResource.Groups),
            Suffices = ["Security Admin"],
            Risk = "Whoever may do this can give all its own rights to any member of the group.",
            Sentence = "{actor} replaced the permission sets of {target}",
            Summary = "Set a group's permissions",
            Description =
                "Takes a list of permission sets and puts it in the place of all that the group had. They hold at once. Only what the caller holds itself can be given.",
            Fields = new Fields<GivenSets>
            {
                { GivenSets.OfGroup("The permission sets that the group has from then on."), (all, v) => all.Sent = v },
            },
            GivesRights = _ => true,
            Answers = AnswerForm.ListOf(PlatformJson.Default.GroupPermissionView),
            Source = "openapi-v3: Update Group Permissions",
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, Input<GivenSets> input, CancellationToken cancellation)
    {
        var (id, sets) = (call.RouteLong("group_id"), input.ApplyTo(new GivenSets()));
        if (sets.Refusal(call, input, holder: id) is { } refusal)
        {
            return refusal;
        }
        var now = call.Service<TimeProvider>().Now();
        await using var change = await call.Service<RightsChanges>().BeginAsync(cancellation);
        var db = change.Db;
        // The group's row is locked first: of two replacements at once, the later one takes away what the earlier one gave.
        await db.Groups.Where(g => g.Id == id).ExecuteUpdateAsync(set => set.SetProperty(g => g.UpdatedAt, now), cancellation);
        await db.GroupPermissions.Where(p => p.GroupId == id).DeleteSoftlyAsync(now, cancellation);
        var rows = sets
            .Given.Select(g => new GroupPermission
            {
                AccountId = call.AccountId,
                GroupId = id,
                PermissionSet = g.Set,
                PermissionLevel = g.Level,
                AllProjects = g.IsForAll,
                ProjectId = g.ProjectId,
                WritableEnvironmentCategories = [.. g.Categories],
            })
            .ToList();
        db.GroupPermissions.AddRange(rows);
        await change.CommitAsync(cancellation);
        return call.Page([.. rows.Select(GroupPermissionView.Of)], rows.Count, PageEcho.Whole);
    }
}
