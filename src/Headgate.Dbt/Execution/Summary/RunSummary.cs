using Headgate.Dbt.Artifacts;
using Headgate.Dbt.Console;
using Headgate.Dbt.Execution.Results;
using Headgate.Dbt.Faults;

namespace Headgate.Dbt.Execution.Summary;

/// <summary>The lines at the end of a call: what failed and why, and the counts.</summary>
/// <param name="log">Where they are told.</param>
/// <param name="project">The project's folder.</param>
internal sealed class RunSummary(ConsoleLog log, string project)
{
    /// <summary>Tells the summary of all results.</summary>
    public void Tell(IReadOnlyList<NodeResult> results, bool interrupted)
    {
        var errors = results.Where(IsError).ToList();
        var partial = results.Where(r => r.Status == NodeStatus.PartialSuccess).ToList();
        var warnings = results.Where(r => r.Status == NodeStatus.Warn).ToList();
        log.Blank();
        log.Info("Z030", "EndOfRunSummary", Headline(errors.Count, partial.Count, warnings.Count, interrupted));
        foreach (var result in errors.Concat(partial))
        {
            TellFailure(result);
        }
        foreach (var result in warnings)
        {
            TellWarning(result);
        }
        log.Blank();
        log.Info("Z023", "StatsLine", Counts(results));
    }

    /// <summary>Tells why one node failed.</summary>
    public void TellFailure(NodeResult result)
    {
        if (result.Status == NodeStatus.Skipped && result.Cause is null)
        {
            return;
        }
        log.Blank();
        if (result.Status != NodeStatus.RuntimeError)
        {
            Error("Z021", "RunResultFailure", Paint.Red($"Failure in {NodeSubject.Of(result.Node)}"));
        }
        if (result.Message is { } message)
        {
            Error("Z024", "RunResultError", "  " + message);
            if (result.Place is { } place)
            {
                Error("H001", "FaultPlace", FaultText.Of(place, project));
            }
        }
        else
        {
            Error("Z025", "RunResultErrorNoMessage", "  Status: " + result.Status.Word());
        }
        TellFiles(result);
    }

    /// <summary>The counts of the last line.</summary>
    public static string Counts(IReadOnlyList<NodeResult> results)
    {
        int Count(params NodeStatus[] statuses) => results.Count(r => statuses.Contains(r.Status));
        var pass = Count(NodeStatus.Success, NodeStatus.Pass);
        var warn = Count(NodeStatus.Warn);
        var error = Count(NodeStatus.Error, NodeStatus.Fail, NodeStatus.PartialSuccess, NodeStatus.RuntimeError);
        return $"Done. PASS={pass} WARN={warn} ERROR={error} SKIP={Count(NodeStatus.Skipped)} NO-OP={Count(NodeStatus.NoOp)} TOTAL={results.Count}";
    }

    private void TellWarning(NodeResult result)
    {
        log.Blank();
        log.Tell(new(EventLevel.Warn, "Z021", "RunResultWarning", Paint.Yellow($"Warning in {NodeSubject.Of(result.Node)}")));
        log.Tell(new(EventLevel.Warn, "Z044", "RunResultWarningMessage", result.Message ?? "Status: " + result.Status.Word()));
        TellFiles(result);
    }

    private void TellFiles(NodeResult result)
    {
        var node = result.Node as ManifestNode;
        if ((result.CompiledPath ?? node?.CompiledPath) is not { } path)
        {
            return;
        }
        log.Blank();
        log.Info("Z026", "SQLCompiledPath", "  compiled code at " + path);
        if (node is { ResourceType: ResourceType.Test, RelationName: { } relation })
        {
            var query = "select * from " + relation;
            var border = new string('-', query.Length);
            log.Blank();
            log.Info("Z027", "CheckNodeTestFailure", $"  See test failures:\n  {border}\n  {query}\n  {border}");
        }
    }

    private void Error(string code, string name, string text) => log.Tell(new(EventLevel.Error, code, name, text));

    private static bool IsError(NodeResult result) =>
        result.Status is NodeStatus.Error or NodeStatus.Fail or NodeStatus.RuntimeError
        || (result.Status == NodeStatus.Skipped && result.Message is not null);

    private static string Headline(int errors, int partial, int warnings, bool interrupted)
    {
        if (interrupted)
        {
            return Paint.Yellow("Exited because of keyboard interrupt.");
        }
        if (errors + partial > 0)
        {
            return Paint.Red(
                $"Completed with {Counted.Of(errors, "error")}, {Counted.Of(partial, "partial success")}, and {Counted.Of(warnings, "warning")}:"
            );
        }
        return warnings > 0 ? Paint.Yellow($"Completed with {Counted.Of(warnings, "warning")}:") : Paint.Green("Completed successfully");
    }
}
