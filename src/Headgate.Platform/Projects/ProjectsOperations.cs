using Headgate.Wire;

namespace Headgate.Platform.Projects;

/// <summary>The operations on projects, with their v2 twins.</summary>
internal static class ProjectsOperations
{
    private const string V2 = "/api/v2/accounts/{account_id:long}/projects/";

    public static IReadOnlyList<OperationEntry> All { get; } =
    [
        OperationEntry.Of<ListProjects>(),
        OperationEntry.Of<GetProject>(),
        OperationEntry.Of<CreateProject>(),
        OperationEntry.Of<UpdateProject>(),
        OperationEntry.Of<DeleteProject>(),
        OperationEntry.Twin<ListProjects>("projects.list.v2", V2, "openapi-v2: List Projects"),
        OperationEntry.Twin<GetProject>("projects.get.v2", V2 + "{project_id:long}/", "openapi-v2: Retrieve Project"),
        OperationEntry.Twin<CreateProject>("projects.create.v2", V2, "openapi-v2: Create Project"),
        OperationEntry.Twin<UpdateProject>("projects.update.v2", V2 + "{project_id:long}/", "openapi-v2: Update Project"),
        OperationEntry.Twin<DeleteProject>("projects.delete.v2", V2 + "{project_id:long}/", "openapi-v2: Destroy Project"),
    ];
}
