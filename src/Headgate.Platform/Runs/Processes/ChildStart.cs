using Headgate.Platform.Runs.Box;

namespace Headgate.Platform.Runs.Processes;

/// <summary>What to start.</summary>
/// <param name="Program">Program, found through PATH where it is no path.</param>
/// <param name="Arguments">Arguments, each passed as it is; no shell reads them.</param>
/// <param name="Folder">Working folder.</param>
/// <param name="Environment">The whole environment: nothing of the server's own is inherited.</param>
internal sealed record ChildStart(
    string Program,
    IReadOnlyList<string> Arguments,
    string Folder,
    IReadOnlyDictionary<string, string> Environment
)
{
    /// <summary>
    /// Where the program is this one, or what stands for it: how many of the arguments belong to it and not to what it is asked. Null for others.
    /// </summary>
    public int? OwnWords { get; init; }

    /// <summary>The files of the box that the program is started in; null where bubblewrap is not the program.</summary>
    public BoxFiles? Box { get; init; }
}
