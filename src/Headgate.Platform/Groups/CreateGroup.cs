using Headgate.Catalogue;
using Headgate.Platform.Views;
using Headgate.Store.Model;
using Headgate.Store.Rights;
using Headgate.Wire;

namespace Headgate.Platform.Groups;

/// <summary>Makes a group.</summary>
internal sealed class CreateGroup : IOperation<Group>
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "groups.create",
            Method = "POST",
            Route = "/api/v3/accounts/{account_id:long}/groups/",
            Capability = Capabilities.Groups,
            Permission = Permission.Write(PermissionResource.Groups),
            Suffices = ["Security Admin"],
            Risk = "Groups decide what people may do; one that is assigned by default reaches every new user.",
            Sentence = "{actor} created group \"{name}\"",
            Summary = "Create a group",
            Description = "Makes a group without rights. Give it permission sets with a POST to group-permissions.",
            Fields = GroupFields.All,
            Answers = AnswerForm.Created(PlatformJson.Default.GroupView),
            Source = "openapi-v3: Create Group",
            InGuide = true,
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, Input<Group> input, CancellationToken cancellation)
    {
        await using var change = await call.Service<RightsChanges>().BeginAsync(cancellation);
        var group = input.ApplyTo(new Group { AccountId = call.AccountId });
        await GroupFields.CheckNameAsync(change.Db, group, input, cancellation);
        if (input.Refusal is { } refusal)
        {
            return refusal;
        }
        change.Db.Groups.Add(group);
        await change.CommitAsync(cancellation);
        return call.Ok(await GroupLoading.OneAsync(change.Db, group, cancellation));
    }
}
