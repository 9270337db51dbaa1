using Headgate.Dbt.Adapters;
using Headgate.Dbt.Artifacts;
using Headgate.Dbt.Console;
using Headgate.Dbt.Execution.Results;
using Headgate.Dbt.Execution.Runners;
using Headgate.Jinja.Values;

namespace Headgate.Dbt.Execution.Hooks;

/// <summary>Statements of the project and its packages before and after all nodes: <c>on-run-start</c> and <c>on-run-end</c>.</summary>
internal sealed class ProjectHooks(RunFrame frame)
{
    /// <summary>The tag of hooks that run first.</summary>
    public const string Start = "on-run-start";

    /// <summary>The tag of hooks that run last.</summary>
    public const string End = "on-run-end";

    /// <summary>Runs the hooks of a tag, packages by name and the root project last; after a failure the rest is skipped.</summary>
    /// <param name="tag">Which hooks.</param>
    /// <param name="values">Names that these hooks have besides.</param>
    /// <param name="cancellation">Ends templates and statements.</param>
    public IReadOnlyList<NodeResult> Run(string tag, IReadOnlyDictionary<string, Value> values, CancellationToken cancellation)
    {
        var hooks = Ordered(tag);
        var results = new List<NodeResult>();
        if (hooks.Count == 0)
        {
            return results;
        }
        if (tag == End)
        {
            frame.Log.Blank();
        }
        for (var i = 0; i < hooks.Count; i++)
        {
            var place = new NodePlace(i + 1, hooks.Count);
            hooks[i].Index = place.Index;
            results.Add(
                results.Exists(r => r.Status == NodeStatus.Error)
                    ? Skip(hooks[i], tag, place)
                    : Run(hooks[i], tag, place, values, cancellation)
            );
        }
        if (tag == Start)
        {
            frame.Log.Blank();
        }
        return results;
    }

    private List<ManifestNode> Ordered(string tag)
    {
        var root = frame.Session.Project.Root.Name;
        return
        [
            .. frame
                .Session.Manifest.Nodes.Values.Where(n => n.ResourceType == ResourceType.Operation && n.Tags.Contains(tag))
                .OrderBy(n => n.PackageName == root)
                .ThenBy(n => n.PackageName, StringComparer.Ordinal)
                .ThenBy(n => n.Index),
        ];
    }

    private NodeResult Run(
        ManifestNode hook,
        string tag,
        NodePlace place,
        IReadOnlyDictionary<string, Value> values,
        CancellationToken cancellation
    )
    {
        var name = NameOf(hook, tag, place);
        var timer = new StageTimer(frame.Time);
        var failure = Execute(hook, timer, values, () => TellStart(name, place), cancellation);
        var result = failure is null
            ? Result(hook, NodeStatus.Success, name + " passed", 0, timer)
            : Result(hook, NodeStatus.Error, $"{name} failed, error:\n {failure}", 1, timer);
        Tell(
            "Q033",
            "LogHookEndLine",
            (failure is null ? "OK hook: " : "ERROR hook: ") + name,
            failure is null ? Paint.Green("OK") : Paint.Red("ERROR"),
            place,
            result.Duration
        );
        return result;
    }

    /// <summary>Runs a hook; gives the failure's words, or null. As with dbt, what its template logs comes before the line of its start.</summary>
    private string? Execute(
        ManifestNode hook,
        StageTimer timer,
        IReadOnlyDictionary<string, Value> values,
        Action tellStart,
        CancellationToken cancellation
    )
    {
        var connection = frame.Connections.Of(WorkerConnections.Main);
        var context = frame.ContextOf(hook, connection, cancellation);
        foreach (var (key, value) in values)
        {
            context.Variables.Add(key, value);
        }
        var started = false;
        try
        {
            connection.ClearTransaction();
            var sql = timer.Take(NodeJob.CompileStage, () => frame.Compiler.Compile(context));
            tellStart();
            started = true;
            timer.Take(NodeJob.ExecuteStage, () => string.IsNullOrWhiteSpace(sql) ? null : context.Execute(sql, false, false, null, null));
            connection.Commit();
            return null;
        }
        catch (Exception failure) when (started && failure is (DbtException or DatabaseException))
        {
            // Whatever fails before the statement is sent ends the call, as with dbt.
            return failure.Message;
        }
        finally
        {
            connection.Release();
        }
    }

    private void TellStart(string name, NodePlace place) => Tell("Q032", "LogHookStartLine", "START hook: " + name, "RUN", place, null);

    private NodeResult Skip(ManifestNode hook, string tag, NodePlace place)
    {
        var name = NameOf(hook, tag, place);
        Tell("Q033", "LogHookEndLine", "SKIP hook: " + name, Paint.Yellow("SKIP"), place, TimeSpan.Zero);
        return Result(hook, NodeStatus.Skipped, name + " skipped", 0, null);
    }

    private static string NameOf(ManifestNode hook, string tag, NodePlace place) => $"{hook.PackageName}.{tag}.{place.Index - 1}";

    private static NodeResult Result(ManifestNode hook, NodeStatus status, string message, long failures, StageTimer? timer) =>
        new()
        {
            Node = hook,
            Status = status,
            Message = message,
            Failures = failures,
            ThreadId = "main",
            Duration = timer?.Elapsed ?? TimeSpan.Zero,
            Timing = timer?.Stages ?? [],
        };

    private void Tell(string code, string name, string text, string status, NodePlace place, TimeSpan? duration) =>
        frame.Log.Info(
            code,
            name,
            ProgressLine.Of(text, status, frame.Log.Width, place.Index, place.Total, duration?.TotalSeconds, truncate: true)
        );
}
