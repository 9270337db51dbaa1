using Headgate.Dbt.Adapters;
using Headgate.Dbt.Artifacts;
using Headgate.Dbt.CommandLine;
using Headgate.Dbt.Console;
using Headgate.Dbt.Execution.Hooks;
using Headgate.Dbt.Execution.Results;
using Headgate.Dbt.Execution.Runners;
using Headgate.Dbt.Execution.Summary;
using Headgate.Dbt.Execution.Walk;
using Headgate.Dbt.Graph;
using Headgate.Dbt.Session;
using Headgate.Jinja.Values;

namespace Headgate.Dbt.Execution;

/// <summary>Runs the selected nodes of a command: preparation, hooks, the walk over the graph, hooks, summary.</summary>
internal sealed class GraphRun
{
    private readonly ProjectSession _session;
    private readonly GraphRunPlan _plan;
    private readonly IReadOnlyList<IManifestResource> _selected;
    private readonly IReadOnlyDictionary<string, List<IManifestResource>> _unitTests;
    private readonly RunFrame _frame;
    private readonly NodeLines _lines;
    private readonly NodeExecutor _executor;

    private GraphRun(ProjectSession session, GraphRunPlan plan, IReadOnlyList<IManifestResource> selected, RunFrame frame)
    {
        _session = session;
        _plan = plan;
        _selected = selected;
        _frame = frame;
        _unitTests = plan.TestsGate ? GatingUnitTests(selected) : new Dictionary<string, List<IManifestResource>>(StringComparer.Ordinal);
        _lines = new NodeLines(frame.Log, session.Adapter.Credentials.Database);
        _executor = new NodeExecutor(
            frame,
            plan.Runners(frame, _lines),
            _lines,
            selected.Count(n => n is not ManifestNode { IsEphemeral: true })
        );
    }

    /// <summary>Runs the nodes that the call selects.</summary>
    /// <exception cref="DbtException">The selection has no meaning, or what comes before all nodes fails.</exception>
    public static Task<GraphRunResult> RunAsync(ProjectSession session, GraphRunPlan plan, CancellationToken cancellation) =>
        RunAsync(session, plan, Chosen(session, plan), cancellation);

    /// <summary>The nodes that the call selects.</summary>
    /// <exception cref="DbtException">The selection has no meaning.</exception>
    public static IReadOnlyList<IManifestResource> Chosen(ProjectSession session, GraphRunPlan plan) =>
        [.. session.Selector.Select(session.ReadSelection(), plan.Types, withEmpty: false).Where(plan.Takes)];

    /// <summary>Runs the given nodes.</summary>
    /// <exception cref="DbtException">What comes before all nodes fails.</exception>
    public static async Task<GraphRunResult> RunAsync(
        ProjectSession session,
        GraphRunPlan plan,
        IReadOnlyList<IManifestResource> nodes,
        CancellationToken cancellation
    )
    {
        if (nodes.Count == 0)
        {
            const string nothing = "Nothing to do. Try checking your model configs and model specification args";
            session.Invocation.Log.Tell(new(EventLevel.Warn, "Q035", "NothingToDo", nothing) { MayBeError = true });
            return new([], TimeSpan.Zero, Interrupted: false);
        }
        var shared = RunFrames.Open(session, [.. nodes.Select(n => n.UniqueId)]);
        using (shared.Connections)
        {
            return await new GraphRun(session, plan, nodes, shared).RunAsync(cancellation);
        }
    }

    private async Task<GraphRunResult> RunAsync(CancellationToken cancellation)
    {
        var log = _frame.Log;
        log.Blank();
        log.Info(
            "Q026",
            "ConcurrencyLine",
            $"Concurrency: {_session.Project.Target.Threads} threads (target='{_session.Project.Target.Name}')"
        );
        log.Blank();
        var started = _frame.Time.GetTimestamp();
        var results = new List<NodeResult>();
        try
        {
            Prepare(cancellation);
            if (_plan.RunsHooks)
            {
                results.AddRange(new ProjectHooks(_frame).Run(ProjectHooks.Start, new Dictionary<string, Value>(), cancellation));
            }
            var interrupted = false;
            if (SkipsAll(results))
            {
                results.AddRange(SkipAll());
            }
            else
            {
                interrupted = await WalkAsync(results, cancellation);
            }
            var failure = _plan.RunsHooks && !interrupted ? RunEndHooks(results, cancellation) : null;
            return new(results, _frame.Time.GetElapsedTime(started), interrupted) { Failure = failure };
        }
        finally
        {
            if (_plan is { Builds: true, TellsEnd: true })
            {
                log.Blank();
                log.Info("E047", "FinishedRunningStats", FinishedLine.Of(results, _frame.Time.GetElapsedTime(started)));
            }
        }
    }

    /// <summary>Does a hook that failed before all nodes keep them from running?</summary>
    private bool SkipsAll(List<NodeResult> hooks) =>
        _session.Project.Flag("skip_nodes_if_on_run_start_fails") is true && hooks.Exists(r => r.Status != NodeStatus.Success);

    private List<NodeResult> SkipAll()
    {
        var place = 0;
        var skipped = new List<NodeResult>();
        foreach (var node in _selected)
        {
            _lines.Skipped(node, new NodePlace(++place, _selected.Count));
            skipped.Add(NodeExecutor.Skipped(node, null));
        }
        return skipped;
    }

    /// <summary>Runs the hooks behind all nodes; gives what keeps one from being sent, which ends the call once its results are written.</summary>
    private Exception? RunEndHooks(List<NodeResult> results, CancellationToken cancellation)
    {
        try
        {
            // As with dbt: of the hooks before, those that failed are among the results.
            var seen = results.Where(r => r.Node.ResourceType != ResourceType.Operation || r.Status == NodeStatus.Error);
            results.AddRange(new ProjectHooks(_frame).Run(ProjectHooks.End, HookValues.AtEnd([.. seen]), cancellation));
            return null;
        }
        catch (Exception failure) when (failure is DbtException or DatabaseException)
        {
            return failure;
        }
    }

    /// <summary>
    /// What has no result when a failure stops the call is skipped for that: what was cancelled, and ephemeral models too, which have no results
    /// otherwise. Unit tests come with their models, and have none without them.
    /// </summary>
    private void SkipRest(List<NodeResult> results)
    {
        const string Reason = "Skipping due to fail_fast";
        for (var i = 0; i < results.Count; i++)
        {
            if (results[i].Message == NodeExecutor.CancelledMessage)
            {
                results[i] = results[i] with { Message = Reason };
            }
        }
        var known = results.Select(r => r.Node.UniqueId).ToHashSet();
        results.AddRange(
            _selected
                .Where(n => n.ResourceType != ResourceType.UnitTest && !known.Contains(n.UniqueId))
                .Select(n => NodeExecutor.Skipped(n, Reason))
        );
    }

    private void Prepare(CancellationToken cancellation)
    {
        Deferral.Prepare(_session, _plan.Defers);
        RunPreparation.Prepare(_frame, _selected, [.. _plan.FurtherSchemas(_selected)], _plan.Builds && _plan.MakesSchemas, cancellation);
    }

    /// <summary>Walks the graph; tells whether the call was cancelled meanwhile.</summary>
    private async Task<bool> WalkAsync(List<NodeResult> results, CancellationToken cancellation)
    {
        NodeResult? stoppedBy = null;
        var actions = new WalkActions<string, NodeOutcome>
        {
            Run = Run,
            Skip = (id, cause) => Skip(Find(id), cause.Main),
            Fail = (id, failure) => new([], NodeExecutor.Failed(Find(id), failure)),
            Judge = outcome =>
            {
                var verdict = Judge(outcome);
                stoppedBy ??= verdict == WalkVerdict.Stop ? outcome.All.First(r => r.Status.IsFailure()) : null;
                return verdict;
            },
            Queued = id => NumberQueued(Find(id)),
            CancelRunning = CancelRunning,
        };
        var walker = new GraphWalker<string, NodeOutcome>(
            WalkGraph(),
            actions,
            _session.Project.Target.Threads,
            StringComparer.Ordinal,
            _frame.Time
        );
        var report = await walker.WalkAsync(cancellation);
        var outcomes = report.Results.SelectMany(o => o.All).ToList();
        results.AddRange(
            outcomes.Where(r => r.Node is not ManifestNode { IsEphemeral: true } || (_plan.FailsAtOnce && r.Status.IsFailure()))
        );
        if (report.End == WalkEnd.Stopped && stoppedBy is not null)
        {
            SkipRest(results);
            new RunSummary(_frame.Log, _session.Invocation.ProjectDirectory).TellFailure(stoppedBy);
        }
        return report.End == WalkEnd.Cancelled;
    }

    private NodeOutcome Run(string id, int worker, CancellationToken cancellation)
    {
        var node = Find(id);
        var before = new List<NodeResult>();
        foreach (var test in _unitTests.GetValueOrDefault(id, []))
        {
            before.Add(_executor.Run(test, worker, cancellation));
        }
        return before.Find(r => r.Status is NodeStatus.Fail or NodeStatus.Error or NodeStatus.Skipped) is { } failed
            ? new(before, _executor.Skip(node, failed))
            : new(before, _executor.Run(node, worker, cancellation));
    }

    private NodeOutcome Skip(IManifestResource node, NodeResult cause) =>
        new(_unitTests.GetValueOrDefault(node.UniqueId, []).ConvertAll(test => _executor.Skip(test, cause)), _executor.Skip(node, cause));

    private WalkVerdict Judge(NodeOutcome outcome)
    {
        var failed = outcome.All.Any(r => r.Status.IsFailure());
        if (failed && (_session.Invocation.Options.Get(GlobalOptions.FailFast) || _plan.FailsAtOnce))
        {
            return WalkVerdict.Stop;
        }
        var blocks = outcome.Main.Status switch
        {
            NodeStatus.Error when OnError.Continues(outcome.Main.Node) => false,
            NodeStatus.Error or NodeStatus.PartialSuccess => true,
            NodeStatus.Fail or NodeStatus.Skipped => _plan.TestsGate,
            _ => false,
        };
        return blocks && _plan.InOrder ? WalkVerdict.SkipDescendants : WalkVerdict.Continue;
    }

    /// <summary>dbt numbers nodes as it hands them out, and models with unit tests when these start.</summary>
    private void NumberQueued(IManifestResource node)
    {
        if (!_unitTests.ContainsKey(node.UniqueId))
        {
            _executor.Number(node);
        }
    }

    private void CancelRunning(IReadOnlyList<string> running)
    {
        foreach (var id in running.Where(id => Find(id) is not ManifestNode { IsEphemeral: true }))
        {
            _lines.Cancelled(id);
        }
    }

    private DependencyGraph<string> WalkGraph()
    {
        var gating = _unitTests.Values.SelectMany(t => t).Select(t => t.UniqueId).ToHashSet();
        var nodes = _selected.Select(n => n.UniqueId).Where(id => !gating.Contains(id)).ToHashSet();
        if (!_plan.InOrder)
        {
            return new DependencyGraphBuilder<string>().With(nodes).Build();
        }
        var graph = _plan.TestsGate ? ManifestGraph.WithTestEdges(_session.Graph, _session.Manifest) : _session.Graph;
        return graph.Contracted(nodes);
    }

    private static Dictionary<string, List<IManifestResource>> GatingUnitTests(IReadOnlyList<IManifestResource> selected)
    {
        var models = selected.Where(n => n.ResourceType == ResourceType.Model).Select(n => n.UniqueId).ToHashSet();
        return selected
            .OfType<UnitTest>()
            .Where(t => t.DependsOn.Nodes.Count > 0 && models.Contains(t.DependsOn.Nodes[0]))
            .GroupBy(t => t.DependsOn.Nodes[0])
            .ToDictionary(
                g => g.Key,
                g => g.OrderBy(t => t.UniqueId, StringComparer.Ordinal).ToList<IManifestResource>(),
                StringComparer.Ordinal
            );
    }

    private IManifestResource Find(string id) => _session.Manifest.Find(id)!;
}
