using Headgate.Dbt.Artifacts;
using Headgate.Dbt.Console;
using Headgate.Dbt.Execution.Results;

namespace Headgate.Dbt.Execution.Runners;

/// <summary>The lines about nodes while they run.</summary>
/// <param name="log">Where they are told.</param>
/// <param name="database">The target's database, which names need not mention.</param>
internal sealed class NodeLines(ConsoleLog log, string? database)
{
    /// <summary>A relation's name for people: schema and name, with the database where it is not the target's.</summary>
    public string NameOf(ManifestNode node)
    {
        var name = $"{node.Schema}.{node.Alias}";
        var elsewhere = node.Database is not null && !string.Equals(node.Database, database, StringComparison.OrdinalIgnoreCase);
        return elsewhere ? node.Database + "." + name : name;
    }

    /// <summary>A node starts.</summary>
    public void Start(string description, NodePlace place) =>
        log.Info("Q011", "LogStartLine", ProgressLine.Of("START " + description, "RUN", log.Width, place.Index, place.Total));

    /// <summary>A batch of a model starts.</summary>
    public void StartBatch(string description, NodePlace place) =>
        log.Info("Q045", "LogStartBatch", "Batch " + ProgressLine.Of("START " + description, "RUN", log.Width, place.Index, place.Total));

    /// <summary>A batch of a model was made, or not.</summary>
    public void EndBatch(string text, string status, NodePlace place, TimeSpan? duration) =>
        log.Info(
            "Q044",
            "LogBatchResult",
            "Batch " + ProgressLine.Of(text, status, log.Width, place.Index, place.Total, duration?.TotalSeconds)
        );

    /// <summary>A model, seed, snapshot or function was made, or not.</summary>
    public void Built(NodeResult result, BuildWords words, string description, NodePlace place)
    {
        var failed = result.Status.IsFailure();
        var partly = result.Status == NodeStatus.PartialSuccess;
        var verb =
            partly ? "PARTIAL SUCCESS " + words.Doing
            : failed ? "ERROR " + words.Doing
            : "OK " + words.Done;
        var status =
            partly ? Paint.Yellow(result.Message ?? "PARTIAL SUCCESS")
            : failed ? Paint.Red("ERROR")
            : Paint.Green(result.Node.ResourceType == ResourceType.Function ? "SUCCESS" : result.Message ?? "");
        var (code, name) = result.Node.ResourceType == ResourceType.Function ? ("Q047", "LogFunctionResult") : ("Q012", "LogModelResult");
        End(failed ? EventLevel.Error : EventLevel.Info, code, name, $"{verb} {description}", status, result, place);
    }

    /// <summary>A test passed, warned, failed or could not be run.</summary>
    public void Tested(NodeResult result, string name, NodePlace place)
    {
        var (level, word, status) = result.Status switch
        {
            NodeStatus.Pass => (EventLevel.Info, "PASS", Paint.Green("PASS")),
            NodeStatus.Warn => (EventLevel.Warn, $"WARN {result.Failures}", Paint.Yellow($"WARN {result.Failures}")),
            NodeStatus.Fail => (EventLevel.Error, $"FAIL {result.Failures}", Paint.Red($"FAIL {result.Failures}")),
            _ => (EventLevel.Error, "ERROR", Paint.Red("ERROR")),
        };
        End(level, "Q007", "LogTestResult", $"{word} {name}", status, result, place);
    }

    /// <summary>A source is fresh, or not.</summary>
    public void Checked(NodeResult result, SourceDefinition source, NodePlace place)
    {
        var (level, word, status) = result.Status switch
        {
            NodeStatus.Pass => (EventLevel.Info, "PASS", Paint.Green("PASS")),
            NodeStatus.Warn => (EventLevel.Warn, "WARN", Paint.Yellow("WARN")),
            NodeStatus.Error => (EventLevel.Error, "ERROR STALE", Paint.Red("ERROR STALE")),
            _ => (EventLevel.Error, "ERROR", Paint.Red("ERROR")),
        };
        End(level, "Q018", "LogFreshnessResult", $"{word} freshness of {source.SourceName}.{source.Name}", status, result, place);
    }

    /// <summary>There was nothing to run.</summary>
    public void NothingToRun(NodeResult result, string description, NodePlace place) =>
        End(EventLevel.Info, "Q019", "LogNodeNoOpResult", "NO-OP " + description, Paint.Yellow("NO-OP"), result, place);

    /// <summary>A node is not run because of what happened above it.</summary>
    public void Skipped(IManifestResource node, NodePlace place)
    {
        var what = node switch
        {
            ManifestNode { IsRelational: true } relation => $"relation {relation.Schema}.{relation.Name}",
            _ => $"{node.ResourceType.Word()} {node.Name}",
        };
        log.Info("Q034", "SkippingDetails", ProgressLine.Of("SKIP " + what, Paint.Yellow("SKIP"), log.Width, place.Index, place.Total));
    }

    /// <summary>A node is not run because an ephemeral model above it could not be compiled.</summary>
    public void SkippedBecause(IManifestResource node, NodePlace place)
    {
        var what = node is ManifestNode relation ? $"relation {relation.Schema}.{relation.Name}" : node.Name;
        log.Tell(
            new(
                EventLevel.Error,
                "Z034",
                "LogSkipBecauseError",
                ProgressLine.Of(
                    $"SKIP {what} due to ephemeral model status 'error'",
                    Paint.Red("ERROR SKIP"),
                    log.Width,
                    place.Index,
                    place.Total
                )
            )
        );
    }

    /// <summary>A running statement was cancelled.</summary>
    public void Cancelled(string node) =>
        log.Tell(
            new(
                EventLevel.Error,
                "Q022",
                "LogCancelLine",
                ProgressLine.Of("CANCEL query " + node, Paint.Red("CANCEL"), log.Width, null, null)
            )
        );

    private void End(EventLevel level, string code, string name, string text, string status, NodeResult result, NodePlace place) =>
        log.Tell(
            new(level, code, name, ProgressLine.Of(text, status, log.Width, place.Index, place.Total, result.Duration.TotalSeconds))
            {
                Data = new()
                {
                    ["execution_time"] = result.Duration.TotalSeconds,
                    ["index"] = (long?)place.Index,
                    ["total"] = (long?)place.Total,
                    ["status"] = result.Status.Word(),
                    ["node_info"] = NodeInfo(result.Node),
                },
            }
        );

    private static OrderedDictionary<string, object?> NodeInfo(IManifestResource node) =>
        new()
        {
            ["unique_id"] = node.UniqueId,
            ["node_name"] = node.Name,
            ["resource_type"] = node.ResourceType.Word(),
            ["node_path"] = node.Path,
            ["materialized"] = (node as ManifestNode)?.Materialized,
        };
}
