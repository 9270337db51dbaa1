using Headgate.Catalogue;
using Headgate.Platform.Tokens;
using Headgate.Platform.Views;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Groups;

/// <summary>Replaces the permission sets of a group.</summary>
internal sealed class SetGroupPermissions : IOperation
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "groups.permissions",
            Method = "POST",
            Route = "/api/v3/accounts/{account_id:long}/group-permissions/{group_id:long}/",
            Area = Area.UsersGroupsAndTokens,
            Capability = Capabilities.Groups,
            Access = Access.Write,
            Permission = Permission.Write(PermissionResource.Groups),
            Suffices = ["Security Admin"],
            Risk = "Whoever may do this can give any right to any member of the group.",
            Target = TargetRule.Of(TargetKind.Group, "group_id"),
            Body = BodyForm.Array,
            Sentence = "{actor} replaced the permission sets of {target}",
            Summary = "Set a group's permissions",
            Description = "Takes a list of permission sets and puts it in the place of all that the group had. They hold at once.",
            Parameters =
            [
                Parameter.Body("permission_set", "string", "Enum name of the set, such as job_viewer.", required: true),
                Parameter.Body("all_projects", "boolean", "For every project."),
                Parameter.Body("project_id", "integer", "For one project."),
                Parameter.Body("writable_environment_categories", "list of strings", "Categories of environments opened for writing."),
            ],
            Source = "openapi-v3: Update Group Permissions",
            Listed = true,
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation)
    {
        await using var db = await call.Service<IDbContextFactory<HeadgateDb>>().CreateDbContextAsync(cancellation);
        var body = call.Body;
        var given = GrantInput.Read(body, "permissions", body.Element, forToken: false);
        await GrantProjects.CheckAsync(db, call, given, cancellation);
        if (body.Problems is { } problems)
        {
            return problems;
        }
        var id = call.RouteLong("group_id");
        var now = call.Service<TimeProvider>().Now();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        // The group's row is locked first: of two replacements at once, the later one takes away what the earlier one gave.
        await db.Groups.Where(g => g.Id == id).ExecuteUpdateAsync(set => set.SetProperty(g => g.UpdatedAt, now), cancellation);
        await db
            .GroupPermissions.Where(p => p.GroupId == id && p.State == RowState.Active)
            .ExecuteUpdateAsync(set => set.SetProperty(p => p.State, RowState.Deleted).SetProperty(p => p.UpdatedAt, now), cancellation);
        var rows = given
            .Select(g => new GroupPermission
            {
                AccountId = call.AccountId,
                GroupId = id,
                PermissionSet = g.Set,
                PermissionLevel = g.Level,
                AllProjects = g.AllProjects,
                ProjectId = g.ProjectId,
                WritableEnvironmentCategories = [.. g.Categories],
            })
            .ToList();
        db.GroupPermissions.AddRange(rows);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        call.Service<TokenCache>().Clear();
        return Answer.Page([.. rows.Select(GroupPermissionView.Of)], rows.Count, PlatformJson.Default.GroupPermissionView);
    }
}
