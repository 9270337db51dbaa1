using Headgate.Catalogue;
using Headgate.Platform.Views;
using Headgate.Store;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Accounts;

/// <summary>Reads the account.</summary>
internal sealed class GetAccount : IOperation
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "accounts.get",
            Method = "GET",
            Route = "/api/v2/accounts/{account_id:long}/",
            Capability = Capabilities.AccountSettings,
            Permission = Permission.AnyToken,
            Suffices = [],
            Risk = "Shows the account's name, plan and limits.",
            Sentence = "{actor} read the account",
            Summary = "Get an account",
            Description =
                "The account with its plan, seats and limits. Clients call it to check token and address, so every valid token may.",
            Answers = AnswerForm.One(PlatformJson.Default.AccountView),
            Source = "openapi-v2: Retrieve Account",
        };

    public static IReadOnlyList<Operation> Twins { get; } =
    [Spec.At("accounts.get.v3", "/api/v3/accounts/{account_id:long}/", "dbt-mcp: account")];

    public static async ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation)
    {
        await using var db = await call.Service<IDbContextFactory<HeadgateDb>>().CreateDbContextAsync(cancellation);
        var account = await db.Accounts.AsNoTracking().FirstAsync(a => a.Id == call.AccountId, cancellation);
        return call.Ok(AccountView.Of(account));
    }
}
