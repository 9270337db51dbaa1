using Headgate.Catalogue;
using Headgate.Platform.Views;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Groups;

/// <summary>Reads one group.</summary>
internal sealed class GetGroup : IOperation
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "groups.get",
            Method = "GET",
            Route = "/api/v3/accounts/{account_id:long}/groups/{group_id:long}/",
            Capability = Capabilities.Groups,
            Permission = Permission.Read(PermissionResource.Groups),
            Suffices = ["Account Viewer"],
            Risk = "Shows what the members of the group may do.",
            Sentence = "{actor} read {target}",
            Summary = "Get a group",
            Description = "One group with its permission sets and the number of members.",
            Includes = GroupIncludes.All,
            Answers = AnswerForm.One(PlatformJson.Default.GroupView),
            Source = "openapi-v3: Retrieve Group",
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation)
    {
        await using var db = await call.Service<IDbContextFactory<HeadgateDb>>().CreateDbContextAsync(cancellation);
        return call.Ok(await GroupLoading.OneAsync(db, (Group)call.Target.Row!, cancellation));
    }
}
