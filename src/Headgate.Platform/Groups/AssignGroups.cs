using Headgate.Catalogue;
using Headgate.Platform.Tokens;
using Headgate.Platform.Views;
using Headgate.Store.Model;
using Headgate.Store.Rights;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Groups;

/// <summary>Replaces the groups of a user.</summary>
internal sealed class AssignGroups : IOperation<AssignedGroups>
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "groups.assign",
            Method = "POST",
            Route = "/api/v3/accounts/{account_id:long}/assign-groups/",
            Capability = Capabilities.Groups,
            Permission = Permission.Write(PermissionResource.Members),
            Suffices = ["Security Admin"],
            Risk = "The user gets every right of the groups, and loses those of the others.",
            Target = TargetRule.InBody("user_id"),
            Sentence = "{actor} replaced the groups of {target}",
            Summary = "Assign groups to a user",
            Description =
                "Puts a user into exactly the groups that are named. Groups that give what the caller does not hold itself cannot be added.",
            Fields = AssignedGroups.Fields,
            GivesRights = _ => true,
            Answers = AnswerForm.ListOf(PlatformJson.Default.GroupView),
            Source = "openapi-v3: Assign Groups",
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, Input<AssignedGroups> input, CancellationToken cancellation)
    {
        await using var change = await call.Service<RightsChanges>().BeginAsync(cancellation);
        var (db, asked) = (change.Db, input.ApplyTo(new AssignedGroups()));
        var wanted = asked.Groups.Distinct().ToList();
        if (call.Reference("user_id") is null)
        {
            input.Problem("user_id", "no user of this account has this id");
        }
        var groups = await db
            .Groups.AsNoTracking()
            .Where(g => g.AccountId == call.AccountId && g.State == RowState.Active && wanted.Contains(g.Id))
            .OrderBy(g => g.Id)
            .ToListAsync(cancellation);
        foreach (var missing in wanted.Except(groups.Select(g => g.Id)))
        {
            input.Problem("desired_group_ids", $"no group has the id {missing}");
        }
        if (input.Refusal is { } refusal)
        {
            return refusal;
        }
        var old = await db.GroupMembers.Where(m => m.UserId == asked.User && m.AccountId == call.AccountId).ToListAsync(cancellation);
        var added = wanted.Except(old.Select(m => m.GroupId)).ToList();
        if (RightsGiven.Refusal(call, await GroupLoading.GrantsAsync(db, added, cancellation)) is { } lacking)
        {
            return lacking;
        }
        var now = call.Service<TimeProvider>().GetUtcNow();
        db.GroupMembers.RemoveRange(old.Where(m => !wanted.Contains(m.GroupId)));
        db.GroupMembers.AddRange(
            added.Select(g => new GroupMember
            {
                AccountId = call.AccountId,
                GroupId = g,
                UserId = asked.User,
                CreatedAt = now,
            })
        );
        await change.CommitAsync(cancellation);
        return call.Page(await GroupLoading.ViewsAsync(db, groups, cancellation), groups.Count, PageEcho.Whole);
    }
}
