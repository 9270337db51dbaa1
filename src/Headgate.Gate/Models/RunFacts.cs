namespace Headgate.Gate.Models;

/// <summary>What is known of a run before it is made, wherever its account is.</summary>
/// <param name="Commands">The commands that it would execute, such as <c>dbt build</c>.</param>
/// <param name="Variables">The environment variables with which dbt's own options can be given, as the run would have them.</param>
/// <param name="RunId">The run that left the newest manifest.</param>
/// <param name="ManifestKey">What the manifest is known by: it does not change under it.</param>
/// <param name="Open">Opens the manifest; null where it cannot be read.</param>
internal sealed record RunFacts(
    IReadOnlyList<string> Commands,
    IReadOnlyDictionary<string, string> Variables,
    long RunId,
    string ManifestKey,
    Func<CancellationToken, Task<Stream?>> Open
);
