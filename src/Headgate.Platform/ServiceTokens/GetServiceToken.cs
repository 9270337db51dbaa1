using Headgate.Catalogue;
using Headgate.Platform.Views;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.ServiceTokens;

/// <summary>Reads one service token, without its secret.</summary>
internal sealed class GetServiceToken : IOperation
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "service_tokens.get",
            Method = "GET",
            Route = "/api/v3/accounts/{account_id:long}/service-tokens/{service_token_id:long}/",
            Capability = Capabilities.ServiceTokens,
            Permission = Permission.Read(PermissionResource.ServiceTokens),
            Suffices = ["Security Admin"],
            Risk = "Shows what the token may; never its secret.",
            Sentence = "{actor} read {target}",
            Summary = "Get a service token",
            Description = "One service token with its permission sets and when it was last used.",
            Answers = AnswerForm.One(PlatformJson.Default.ServiceTokenView),
            Source = "openapi-v3: Retrieve Service Token",
            Envelope = EnvelopeForm.Extended,
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation)
    {
        await using var db = await call.Service<IDbContextFactory<HeadgateDb>>().CreateDbContextAsync(cancellation);
        var view = await ServiceTokenLoading.ViewAsync(db, (ServiceToken)call.Target.Row!, secret: null, cancellation);
        return call.Ok(view);
    }
}
