using Headgate.Catalogue;
using Headgate.Platform.Views;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.SemanticLayer;

/// <summary>Reads Semantic Layer credentials with the tokens that use them, for callers who may see tokens.</summary>
internal static class CredentialsLoading
{
    private static readonly Include Tokens = new(
        "service_tokens",
        Capabilities.ServiceTokens,
        Permission.Read(PermissionResource.ServiceTokens),
        "The service tokens that use them."
    );

    public static async ValueTask<IReadOnlyList<SemanticLayerCredentialView>> ViewsAsync(
        CallContext call,
        HeadgateDb db,
        IReadOnlyList<SemanticLayerCredential> rows,
        CancellationToken cancellation
    )
    {
        var ids = rows.Select(row => row.Id).ToList();
        var seesTokens = call.MaySee(Tokens, new Target { Kind = TargetKind.ServiceToken, AccountId = call.AccountId });
        var tokens = !seesTokens
            ? []
            : await (
                from mapping in db.SemanticLayerMappings.AsNoTracking()
                where mapping.State == RowState.Active && ids.Contains(mapping.SemanticLayerCredentialsId)
                join token in db.ServiceTokens on mapping.ServiceTokenId equals token.Id
                where token.State == RowState.Active
                orderby token.Id
                select new
                {
                    mapping.SemanticLayerCredentialsId,
                    Token = new ServiceTokenLiteView(token.Id, token.AccountId, token.Uid, token.Name),
                }
            ).ToListAsync(cancellation);
        var byCredentials = tokens.ToLookup(found => found.SemanticLayerCredentialsId, found => found.Token);
        return [.. rows.Select(row => SemanticLayerCredentialView.Of(row, [.. byCredentials[row.Id]]))];
    }

    public static async ValueTask<SemanticLayerCredentialView> ViewAsync(
        CallContext call,
        HeadgateDb db,
        SemanticLayerCredential row,
        CancellationToken cancellation
    ) => (await ViewsAsync(call, db, [row], cancellation))[0];
}
