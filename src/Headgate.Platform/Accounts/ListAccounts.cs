using Headgate.Catalogue;
using Headgate.Platform.Lists;
using Headgate.Platform.Views;
using Headgate.Store;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Accounts;

/// <summary>Lists the accounts of a token: its one.</summary>
internal sealed class ListAccounts : IOperation
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "accounts.list",
            Method = "GET",
            Route = "/api/v2/accounts/",
            Area = Area.Account,
            Capability = Capabilities.AccountSettings,
            Access = Access.Read,
            Permission = Permission.AnyToken,
            Suffices = [],
            Risk = "Shows the account's name, plan and limits.",
            Target = TargetRule.Account,
            Sentence = "{actor} listed accounts",
            Summary = "List accounts",
            Description = "The account that the token belongs to: always one. Clients call it first, to check token and address.",
            Parameters = ListParameters.WithoutState("id"),
            Source = "openapi-v2: List Accounts",
            Listed = true,
        };

    public static IReadOnlyList<Operation> Twins { get; } = [Spec.At("accounts.list.v3", "/api/v3/accounts/", "openapi-v3: List Accounts")];

    public static async ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation)
    {
        await using var db = await call.Service<IDbContextFactory<HeadgateDb>>().CreateDbContextAsync(cancellation);
        if (call.Query.Problems is { } problems)
        {
            return problems;
        }
        var account = await db.Accounts.AsNoTracking().FirstAsync(a => a.Id == call.AccountId, cancellation);
        return Answer.Page(call.Query.Offset == 0 ? [AccountView.Of(account)] : [], 1, PlatformJson.Default.AccountView);
    }
}
