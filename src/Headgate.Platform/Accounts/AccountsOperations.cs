using Headgate.Wire;

namespace Headgate.Platform.Accounts;

/// <summary>The operations on the account.</summary>
internal static class AccountsOperations
{
    public static IReadOnlyList<OperationEntry> All { get; } =
    [
        OperationEntry.Of<ListAccounts>(),
        OperationEntry.Of<GetAccount>(),
        OperationEntry.Twin<ListAccounts>("accounts.list.v3", "/api/v3/accounts/", "openapi-v3: List Accounts"),
        OperationEntry.Twin<GetAccount>("accounts.get.v3", "/api/v3/accounts/{account_id:long}/", "dbt-mcp: account"),
    ];
}
