using Headgate.Wire;

namespace Headgate.Platform.Runs;

/// <summary>The operations that read runs.</summary>
internal static class RunReadOperations
{
    public static IReadOnlyList<OperationEntry> All { get; } =
    [OperationEntry.Of<ListRuns>(), OperationEntry.Of<GetRun>(), OperationEntry.Of<GetRunStep>()];
}
