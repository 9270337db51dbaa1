using Headgate.Catalogue;
using Headgate.Platform.Targets;
using Headgate.Platform.Views;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Profiles;

/// <summary>Replaces extended attributes.</summary>
internal sealed class UpdateExtendedAttributes : IOperation<ExtendedAttributes>
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "extended_attributes.update",
            Method = "PATCH",
            Route = "/api/v3/accounts/{account_id:long}/projects/{project_id:long}/extended-attributes/{extended_attributes_id:long}/",
            Capability = Capabilities.Environments,
            Permission = Permission.Write(PermissionResource.DataPlatformConfigs),
            Suffices = ["Account Admin"],
            Risk = "Every environment that takes them runs with another profile from its next run on.",
            Sentence = "{actor} updated {target}",
            DeletionSentence = "{actor} deleted {target}",
            Summary = "Update extended attributes",
            Description = "Puts other keys in the place of all that were there. A body with state 2 deletes them.",
            Fields = ExtendedAttributesFields.Update,
            Answers = AnswerForm.One(PlatformJson.Default.ExtendedAttributesView),
            Source = "openapi-v3: Update Extended Attributes",
            Envelope = EnvelopeForm.Extended,
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, Input<ExtendedAttributes> input, CancellationToken cancellation)
    {
        await using var db = await call.Service<IDbContextFactory<HeadgateDb>>().CreateDbContextAsync(cancellation);
        if (await call.DecidedAsync(db.ExtendedAttributes, RowTargets.Of, cancellation) is not { } row)
        {
            return Answer.NotFound;
        }
        if (call.IsDeletion)
        {
            await ExtendedAttributesRemoval.RemoveAsync(db, row, cancellation);
            return call.Ok(ExtendedAttributesView.Of(row));
        }
        input.ApplyTo(row);
        if (input.Refusal is null)
        {
            await AttributesOfProject.CheckAsync(call, db, input, row, cancellation);
        }
        if (input.Refusal is { } refusal)
        {
            return refusal;
        }
        await db.SaveChangesAsync(cancellation);
        return call.Ok(ExtendedAttributesView.Of(row));
    }
}
