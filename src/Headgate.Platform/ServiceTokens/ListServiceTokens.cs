using Headgate.Catalogue;
using Headgate.Platform.Lists;
using Headgate.Platform.Views;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Store.Totals;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.ServiceTokens;

/// <summary>Lists service tokens.</summary>
internal sealed class ListServiceTokens : IOperation
{
    private static readonly ListFields<ServiceToken> Fields = new ListFields<ServiceToken>(t => t.Id, CountedList.ServiceTokens)
        .Equal("name", t => t.Name, "The tokens of a name.")
        .Containing("name__icontains", t => t.Name, "Tokens whose name contains a text, in any case.")
        .ByIds(t => t.Id)
        .ByState()
        .OrderedBy(t => t.Name, t => t.CreatedAt, t => t.LastUsed);

    public static Operation Spec { get; } =
        new()
        {
            Id = "service_tokens.list",
            Method = "GET",
            Route = "/api/v3/accounts/{account_id:long}/service-tokens/",
            Capability = Capabilities.ServiceTokens,
            Permission = Permission.Read(PermissionResource.ServiceTokens),
            Suffices = ["Security Admin"],
            Risk = "Shows which tokens there are and what they may; never a secret.",
            Sentence = "{actor} listed service tokens",
            Summary = "List service tokens",
            Description =
                "All service tokens of the account with their permission sets, a page at a time. Secrets are shown once, at creation, and never here.",
            Fields = Fields,
            Answers = AnswerForm.PageOf(PlatformJson.Default.ServiceTokenView),
            Source = "openapi-v3: List Service Tokens",
            Envelope = EnvelopeForm.Extended,
            InGuide = true,
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation)
    {
        await using var db = await call.Service<IDbContextFactory<HeadgateDb>>().CreateDbContextAsync(cancellation);
        var rows = db.ServiceTokens.AsNoTracking().Where(t => t.AccountId == call.AccountId).OfAccount(call.Scope);
        return await Fields.Of(call, rows).PageAsync(db, tokens => ServiceTokenLoading.ViewsAsync(db, tokens, cancellation), cancellation);
    }
}
