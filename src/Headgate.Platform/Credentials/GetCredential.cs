using Headgate.Catalogue;
using Headgate.Platform.Views;
using Headgate.Store.Model;
using Headgate.Wire;

namespace Headgate.Platform.Credentials;

/// <summary>Reads warehouse credentials, without their secrets.</summary>
internal sealed class GetCredential : IOperation
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "credentials.get",
            Method = "GET",
            Route = "/api/v3/accounts/{account_id:long}/projects/{project_id:long}/credentials/{credentials_id:long}/",
            Capability = Capabilities.Credentials,
            Permission = Permission.Read(PermissionResource.EnvironmentCredentials),
            Suffices = ["Account Viewer"],
            Risk = "Shows user names and schemas; never passwords or keys.",
            Sentence = "{actor} read {target}",
            Summary = "Get credentials",
            Description = "Warehouse credentials without their secrets.",
            Answers = AnswerForm.One(PlatformJson.Default.CredentialView),
            Source = "openapi-v3: Retrieve Credentials",
        };

    public static ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation) =>
        new(call.Ok(CredentialView.Of((Credential)call.Target.Row!)));
}
