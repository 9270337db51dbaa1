using Headgate.Catalogue;
using Headgate.Platform.Tokens;
using Headgate.Platform.Views;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Groups;

/// <summary>Replaces the groups of a user.</summary>
internal sealed class AssignGroups : IOperation
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "groups.assign",
            Method = "POST",
            Route = "/api/v3/accounts/{account_id:long}/assign-groups/",
            Area = Area.UsersGroupsAndTokens,
            Capability = Capabilities.Groups,
            Access = Access.Write,
            Permission = Permission.Write(PermissionResource.Members),
            Suffices = ["Security Admin"],
            Risk = "The user gets every right of the groups, and loses those of the others.",
            Target = TargetRule.Body,
            References = [new("user_id", TargetKind.User)],
            Body = BodyForm.Object,
            Sentence = "{actor} replaced the groups of {target}",
            Summary = "Assign groups to a user",
            Description = "Puts a user into exactly the groups that are named.",
            Parameters =
            [
                Parameter.Body("user_id", "integer", "The user.", required: true),
                Parameter.Body("desired_group_ids", "list of integers", "The groups.", required: true),
            ],
            Source = "openapi-v3: Assign Groups",
            Listed = true,
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation)
    {
        await using var db = await call.Service<IDbContextFactory<HeadgateDb>>().CreateDbContextAsync(cancellation);
        var body = call.Body;
        var user = body.RequiredLong("user_id");
        body.Required("desired_group_ids");
        var wanted = (body.Longs("desired_group_ids") ?? []).Distinct().ToList();
        if (user > 0 && call.Reference("user_id") is null)
        {
            body.Problem("user_id", "no user of this account has this id");
        }
        var groups = await db
            .Groups.AsNoTracking()
            .Where(g => g.AccountId == call.AccountId && g.State == RowState.Active && wanted.Contains(g.Id))
            .OrderBy(g => g.Id)
            .ToListAsync(cancellation);
        foreach (var missing in wanted.Except(groups.Select(g => g.Id)))
        {
            body.Problem("desired_group_ids", $"no group has the id {missing}");
        }
        if (body.Problems is { } problems)
        {
            return problems;
        }
        var now = call.Service<TimeProvider>().GetUtcNow();
        var old = await db.GroupMembers.Where(m => m.UserId == user && m.AccountId == call.AccountId).ToListAsync(cancellation);
        db.GroupMembers.RemoveRange(old.Where(m => !wanted.Contains(m.GroupId)));
        db.GroupMembers.AddRange(
            wanted
                .Except(old.Select(m => m.GroupId))
                .Select(g => new GroupMember
                {
                    AccountId = call.AccountId,
                    GroupId = g,
                    UserId = user,
                    CreatedAt = now,
                })
        );
        await db.SaveChangesAsync(cancellation);
        call.Service<TokenCache>().Clear();
        return Answer.Page(await GroupLoading.ViewsAsync(db, groups, cancellation), groups.Count, PlatformJson.Default.GroupView);
    }
}
