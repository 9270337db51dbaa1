using Headgate.Catalogue;
using Headgate.Wire;

namespace Headgate.Platform.Environments;

/// <summary>The operations on environments, with their v2 twins.</summary>
internal static class EnvironmentsOperations
{
    private const string V2 = "/api/v2/accounts/{account_id:long}/environments/";
    private const string OneV2 = V2 + "{environment_id:long}/";

    public static IReadOnlyList<OperationEntry> All { get; } =
    [
        OperationEntry.Of<ListEnvironments>(),
        OperationEntry.Of<GetEnvironment>(),
        OperationEntry.Of<CreateEnvironment>(),
        OperationEntry.Of<UpdateEnvironment>(),
        OperationEntry.Of<DeleteEnvironment>(),
        OfAccount(
            "environments.list.account",
            "/api/v3/accounts/{account_id:long}/environments/",
            "terraform-provider-dbtcloud: list of all projects"
        ),
        OfAccount("environments.list.v2", V2, "openapi-v2: List Environments"),
        OperationEntry.Twin<GetEnvironment>("environments.get.v2", OneV2, "openapi-v2: Retrieve Environment"),
        CreateV2(),
        OperationEntry.Twin<UpdateEnvironment>("environments.update.v2", OneV2, "openapi-v2: Update Environment"),
        OperationEntry.Twin<DeleteEnvironment>("environments.delete.v2", OneV2, "openapi-v2: Destroy Environment"),
    ];

    private static OperationEntry OfAccount(string id, string route, string source)
    {
        var twin = OperationEntry.Twin<ListEnvironments>(id, route, source);
        return twin with { Spec = twin.Spec with { Target = TargetRule.Account, Sentence = "{actor} listed environments" } };
    }

    private static OperationEntry CreateV2()
    {
        var twin = OperationEntry.Twin<CreateEnvironment>("environments.create.v2", V2, "openapi-v2: Create Environment");
        return twin with { Spec = twin.Spec with { Target = TargetRule.Body } };
    }
}
