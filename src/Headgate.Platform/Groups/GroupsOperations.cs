using Headgate.Wire;

namespace Headgate.Platform.Groups;

/// <summary>The operations on groups.</summary>
internal static class GroupsOperations
{
    public static IReadOnlyList<OperationEntry> All { get; } =
    [
        OperationEntry.Of<ListGroups>(),
        OperationEntry.Of<GetGroup>(),
        OperationEntry.Of<CreateGroup>(),
        OperationEntry.Of<UpdateGroup>(),
        OperationEntry.Of<SetGroupPermissions>(),
        OperationEntry.Of<AssignGroups>(),
    ];
}
