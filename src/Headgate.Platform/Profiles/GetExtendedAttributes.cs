using Headgate.Catalogue;
using Headgate.Platform.Views;
using Headgate.Store.Model;
using Headgate.Wire;

namespace Headgate.Platform.Profiles;

/// <summary>Reads extended attributes.</summary>
internal sealed class GetExtendedAttributes : IOperation
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "extended_attributes.get",
            Method = "GET",
            Route = "/api/v3/accounts/{account_id:long}/projects/{project_id:long}/extended-attributes/{extended_attributes_id:long}/",
            Capability = Capabilities.Environments,
            Permission = Permission.Read(PermissionResource.DataPlatformConfigs),
            Suffices = ["Account Viewer"],
            Risk = "Shows keys of a profile, which may say more of the warehouse than its connection.",
            Sentence = "{actor} read {target}",
            Summary = "Get extended attributes",
            Description = "The keys of a profile that environments take beside their connection and credentials.",
            Answers = AnswerForm.One(PlatformJson.Default.ExtendedAttributesView),
            Source = "openapi-v3: Retrieve Extended Attributes",
            Envelope = EnvelopeForm.Extended,
        };

    public static ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation) =>
        new(call.Ok(ExtendedAttributesView.Of((ExtendedAttributes)call.Target.Row!)));
}
