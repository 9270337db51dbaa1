using Headgate.Catalogue;
using Headgate.Platform.Lists;
using Headgate.Platform.Views;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Accounts;

/// <summary>Lists the accounts of a token: its one.</summary>
internal sealed class ListAccounts : IOperation
{
    private static readonly ListFields<Account> Fields = new ListFields<Account>(a => a.Id).ByIds(a => a.Id);

    public static Operation Spec { get; } =
        new()
        {
            Id = "accounts.list",
            Method = "GET",
            Route = "/api/v2/accounts/",
            Capability = Capabilities.AccountSettings,
            Permission = Permission.AnyToken,
            Suffices = [],
            Risk = "Shows the account's name, plan and limits.",
            Sentence = "{actor} listed accounts",
            Summary = "List accounts",
            Description = "The account that the token belongs to: always one. Clients call it first, to check token and address.",
            Fields = Fields,
            Answers = AnswerForm.PageOf(PlatformJson.Default.AccountView),
            Source = "openapi-v2: List Accounts",
        };

    public static IReadOnlyList<Operation> Twins { get; } = [Spec.At("accounts.list.v3", "/api/v3/accounts/", "openapi-v3: List Accounts")];

    public static async ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation)
    {
        await using var db = await call.Service<IDbContextFactory<HeadgateDb>>().CreateDbContextAsync(cancellation);
        var rows = db.Accounts.AsNoTracking().Where(a => a.Id == call.AccountId);
        return await Fields.Of(call, rows).PageAsync(db, AccountView.Of, cancellation);
    }
}
