using Headgate.Wire;

namespace Headgate.Platform.Jobs;

/// <summary>The operations on job definitions.</summary>
internal static class JobsOperations
{
    public static IReadOnlyList<OperationEntry> All { get; } =
    [
        OperationEntry.Of<ListJobs>(),
        OperationEntry.Of<GetJob>(),
        OperationEntry.Of<CreateJob>(),
        OperationEntry.Of<UpdateJob>(),
        OperationEntry.Of<DeleteJob>(),
    ];
}
