namespace Headgate.Platform.Runs.Queue;

/// <summary>What of the queue changes whenever another server has changed it.</summary>
/// <param name="Count">Runs that wait.</param>
/// <param name="Newest">The newest of them.</param>
/// <param name="Orphans">Those whose job is deleted.</param>
internal sealed record QueueMark(int Count, long Newest, int Orphans);
