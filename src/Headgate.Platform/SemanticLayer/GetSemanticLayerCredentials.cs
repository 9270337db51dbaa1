using Headgate.Catalogue;
using Headgate.Platform.Views;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.SemanticLayer;

/// <summary>Reads Semantic Layer credentials, without their secrets.</summary>
internal sealed class GetSemanticLayerCredentials : IOperation
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "semantic_layer_credentials.get",
            Method = "GET",
            Route = "/api/v3/accounts/{account_id:long}/semantic-layer-credentials/{semantic_layer_credentials_id:long}/",
            Capability = Capabilities.Credentials,
            Permission = Permission.Read(PermissionResource.SemanticLayerConfig),
            Suffices = ["Account Viewer"],
            Risk = "Shows user names; never passwords or keys.",
            Sentence = "{actor} read {target}",
            Summary = "Get Semantic Layer credentials",
            Description = "Credentials that queries of metrics sign in with, without their secrets.",
            Answers = AnswerForm.One(PlatformJson.Default.SemanticLayerCredentialView),
            Source = "terraform-provider-dbtcloud: semantic_layer_credential",
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation)
    {
        await using var db = await call.Service<IDbContextFactory<HeadgateDb>>().CreateDbContextAsync(cancellation);
        return call.Ok(await CredentialsLoading.ViewAsync(call, db, (SemanticLayerCredential)call.Target.Row!, cancellation));
    }
}
