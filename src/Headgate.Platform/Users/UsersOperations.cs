using Headgate.Wire;

namespace Headgate.Platform.Users;

/// <summary>The operations on users, with their v2 twins.</summary>
internal static class UsersOperations
{
    private const string V2 = "/api/v2/accounts/{account_id:long}/users/";

    public static IReadOnlyList<OperationEntry> All { get; } =
    [
        OperationEntry.Of<ListUsers>(),
        OperationEntry.Of<GetUser>(),
        OperationEntry.Twin<ListUsers>("users.list.v2", V2, "openapi-v2: List Users"),
        OperationEntry.Twin<GetUser>("users.get.v2", V2 + "{user_id:long}/", "terraform-provider-dbtcloud: user groups"),
        OperationEntry.Of<WhoAmI>(),
    ];
}
