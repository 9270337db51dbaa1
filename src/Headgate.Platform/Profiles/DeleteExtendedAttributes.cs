using Headgate.Catalogue;
using Headgate.Platform.Targets;
using Headgate.Platform.Views;
using Headgate.Store;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Profiles;

/// <summary>Deletes extended attributes.</summary>
internal sealed class DeleteExtendedAttributes : IOperation
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "extended_attributes.delete",
            Method = "DELETE",
            Route = "/api/v3/accounts/{account_id:long}/projects/{project_id:long}/extended-attributes/{extended_attributes_id:long}/",
            Capability = Capabilities.Environments,
            Permission = Permission.Write(PermissionResource.DataPlatformConfigs),
            Suffices = ["Account Admin"],
            Risk = "Environments that took them run with the profile of their connection and credentials alone.",
            Sentence = "{actor} deleted {target}",
            Summary = "Delete extended attributes",
            Description = "Removes the attributes; environments that took them have none from then on.",
            Answers = AnswerForm.One(PlatformJson.Default.ExtendedAttributesView),
            Source = "openapi-v3: Destroy Extended Attributes",
            Envelope = EnvelopeForm.Extended,
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation)
    {
        await using var db = await call.Service<IDbContextFactory<HeadgateDb>>().CreateDbContextAsync(cancellation);
        if (await call.DecidedAsync(db.ExtendedAttributes, RowTargets.Of, cancellation) is not { } row)
        {
            return Answer.NotFound;
        }
        await ExtendedAttributesRemoval.RemoveAsync(db, row, cancellation);
        return call.Ok(ExtendedAttributesView.Of(row));
    }
}
