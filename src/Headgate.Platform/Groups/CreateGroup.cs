using Headgate.Catalogue;
using Headgate.Platform.Views;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Groups;

/// <summary>Makes a group.</summary>
internal sealed class CreateGroup : IOperation
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "groups.create",
            Method = "POST",
            Route = "/api/v3/accounts/{account_id:long}/groups/",
            Area = Area.UsersGroupsAndTokens,
            Capability = Capabilities.Groups,
            Access = Access.Write,
            Permission = Permission.Write(PermissionResource.Groups),
            Suffices = ["Security Admin"],
            Risk = "Groups decide what people may do; one that is assigned by default reaches every new user.",
            Target = TargetRule.Account,
            Body = BodyForm.Object,
            Sentence = "{actor} created group \"{name}\"",
            Summary = "Create a group",
            Description = "Makes a group without rights. Give it permission sets with a POST to group-permissions.",
            Parameters = GroupTexts.BodyFields,
            Source = "openapi-v3: Create Group",
            InGuide = true,
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation)
    {
        await using var db = await call.Service<IDbContextFactory<HeadgateDb>>().CreateDbContextAsync(cancellation);
        var group = new Group { AccountId = call.AccountId };
        await GroupInput.ApplyAsync(call, db, group, cancellation);
        if (call.Body.Problems is { } problems)
        {
            return problems;
        }
        db.Groups.Add(group);
        await db.SaveChangesAsync(cancellation);
        return Answer.Created(await GroupLoading.OneAsync(db, group, cancellation), PlatformJson.Default.GroupView);
    }
}
