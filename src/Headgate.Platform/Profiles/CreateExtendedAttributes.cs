using Headgate.Catalogue;
using Headgate.Platform.Views;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Profiles;

/// <summary>Makes extended attributes.</summary>
internal sealed class CreateExtendedAttributes : IOperation<ExtendedAttributes>
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "extended_attributes.create",
            Method = "POST",
            Route = "/api/v3/accounts/{account_id:long}/projects/{project_id:long}/extended-attributes/",
            Capability = Capabilities.Environments,
            Permission = Permission.Write(PermissionResource.DataPlatformConfigs),
            Suffices = ["Account Admin"],
            Risk = "An environment that takes them runs with another profile.",
            Sentence = "{actor} created extended attributes in {target}",
            Summary = "Create extended attributes",
            Description =
                "Keeps keys of a profile for environments of the project. An environment takes them once its extended_attributes_id says so.",
            Fields = ExtendedAttributesFields.Create,
            Answers = AnswerForm.Created(PlatformJson.Default.ExtendedAttributesView),
            Source = "openapi-v3: Create Extended Attributes",
            Envelope = EnvelopeForm.Extended,
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, Input<ExtendedAttributes> input, CancellationToken cancellation)
    {
        await using var db = await call.Service<IDbContextFactory<HeadgateDb>>().CreateDbContextAsync(cancellation);
        var row = input.ApplyTo(new() { AccountId = call.AccountId, ProjectId = call.Target.ProjectId ?? 0 });
        if (input.Refusal is null)
        {
            await AttributesOfProject.CheckAsync(call, db, input, row, cancellation);
        }
        if (input.Refusal is { } refusal)
        {
            return refusal;
        }
        db.ExtendedAttributes.Add(row);
        await db.SaveChangesAsync(cancellation);
        return call.Ok(ExtendedAttributesView.Of(row));
    }
}
