namespace Headgate.Dbt.Artifacts;

internal static class NodeKindNames
{
    public static NodeKinds Of(ResourceType type, bool isGeneric) =>
        type switch
        {
            ResourceType.Model => NodeKinds.Model,
            ResourceType.Seed => NodeKinds.Seed,
            ResourceType.Snapshot => NodeKinds.Snapshot,
            ResourceType.Test => isGeneric ? NodeKinds.GenericTest : NodeKinds.SingularTest,
            ResourceType.Analysis => NodeKinds.Analysis,
            ResourceType.Operation => NodeKinds.Operation,
            ResourceType.SqlOperation => NodeKinds.SqlOperation,
            ResourceType.Function => NodeKinds.Function,
            _ => NodeKinds.None,
        };
}
