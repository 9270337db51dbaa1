using Headgate.Wire;

namespace Headgate.Platform.Connections;

/// <summary>The operations on connections of the account.</summary>
internal static class ConnectionsOperations
{
    public static IReadOnlyList<OperationEntry> All { get; } =
    [
        OperationEntry.Of<ListConnections>(),
        OperationEntry.Of<GetConnection>(),
        OperationEntry.Of<CreateConnection>(),
        OperationEntry.Of<UpdateConnection>(),
        OperationEntry.Of<DeleteConnection>(),
    ];
}
