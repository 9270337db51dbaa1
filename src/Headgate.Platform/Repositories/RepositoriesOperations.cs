using Headgate.Catalogue;
using Headgate.Wire;

namespace Headgate.Platform.Repositories;

/// <summary>The operations on repositories, with their v2 twins.</summary>
internal static class RepositoriesOperations
{
    private const string V2 = "/api/v2/accounts/{account_id:long}/repositories/";
    private const string OneV2 = V2 + "{repository_id:long}/";

    public static IReadOnlyList<OperationEntry> All { get; } =
    [
        OperationEntry.Of<ListRepositories>(),
        OperationEntry.Of<GetRepository>(),
        OperationEntry.Of<CreateRepository>(),
        OperationEntry.Of<DeleteRepository>(),
        ListV2(),
        OperationEntry.Twin<GetRepository>("repositories.get.v2", OneV2, "openapi-v2: Retrieve Repository"),
        OperationEntry.Twin<DeleteRepository>("repositories.delete.v2", OneV2, "openapi-v2: Destroy Repository"),
    ];

    private static OperationEntry ListV2()
    {
        var twin = OperationEntry.Twin<ListRepositories>("repositories.list.v2", V2, "openapi-v2: List Repositories");
        return twin with { Spec = twin.Spec with { Target = TargetRule.Account, Sentence = "{actor} listed repositories" } };
    }
}
