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
);
