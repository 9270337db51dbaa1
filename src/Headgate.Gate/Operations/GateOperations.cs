using Headgate.Wire;

namespace Headgate.Gate.Operations;

/// <summary>The gate's own operations, for administrators.</summary>
public static class GateOperations
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<OperationEntry> All { get; } =
    [
        OperationEntry.Of<ListAgents>(),
        OperationEntry.Of<GetAgent>(),
        OperationEntry.Of<CreateAgent>(),
        OperationEntry.Of<UpdateAgent>(),
        OperationEntry.Of<DeleteAgent>(),
        OperationEntry.Of<CreateAgentKey>(),
        OperationEntry.Of<RotateAgentKey>(),
        OperationEntry.Of<RevokeAgentKey>(),
        OperationEntry.Of<ListAgentGrants>(),
        OperationEntry.Of<PutAgentGrant>(),
        OperationEntry.Of<RevokeAgentGrant>(),
        OperationEntry.Of<SearchRecords>(),
    ];
}
