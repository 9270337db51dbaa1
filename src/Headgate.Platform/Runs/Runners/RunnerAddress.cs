using System.Globalization;
using Headgate.Platform.Runs.Execution;
using Headgate.Platform.Runs.Logs;

namespace Headgate.Platform.Runs.Runners;

/// <summary>What a runner writes to: one log of a step, or one of its artifacts.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Step">The step's place in the run, from 1.</param>
/// <param name="Log">The log's path below the log folder; null for an artifact.</param>
/// <param name="Artifact">The artifact's path below the target folder; null for a log.</param>
internal sealed record RunnerAddress(long RunId, int Step, string? Log, string? Artifact)
{
    /// <summary>Where all of them begin.</summary>
    public const string Prefix = "/api/runner/v1/";

    /// <summary>Whether a request is for the runners' door.</summary>
    public static bool Is(string rawTarget) => rawTarget.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>Reads <c>runs/{run_id}/steps/{index}/logs/{console|debug}</c> or <c>…/artifacts/{path}</c>; null for anything else.</summary>
    /// <param name="path">The address without its query, with its escapes undone.</param>
    public static RunnerAddress? Read(string path) =>
        path[Prefix.Length..].Split('/', 6) is ["runs", var run, "steps", var step, var kind, var rest]
        && long.TryParse(run, NumberStyles.None, CultureInfo.InvariantCulture, out var runId)
        && int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            ? (kind, rest) switch
            {
                ("logs", "console") => new(runId, index, StepLogPaths.Console(runId, index), null),
                ("logs", "debug") => new(runId, index, StepLogPaths.Debug(runId, index), null),
                ("artifacts", _) when ArtifactNames.IsPlain(rest) => new(runId, index, null, rest),
                _ => null,
            }
            : null;
}
