using System.Collections.Concurrent;
using System.Text.Json;
using Headgate.Metadata.Artifacts;
using Headgate.Metadata.Ingestion;
using Headgate.Store.Model;

namespace Headgate.Metadata.State;

/// <summary>What single runs left, read from their artifacts where it is asked for; the few that were asked about last are kept.</summary>
internal sealed class RunStates(RunReading reading)
{
    private const int Most = 4;

    private readonly ConcurrentDictionary<long, (StateGraph Graph, long Used)> _kept = new();
    private long _uses;

    /// <summary>The nodes of a run that has ended; without any where it left no manifest.</summary>
    public async ValueTask<StateGraph> OfAsync(Run run, CancellationToken cancellation)
    {
        if (_kept.TryGetValue(run.Id, out var kept))
        {
            _kept[run.Id] = (kept.Graph, Interlocked.Increment(ref _uses));
            return kept.Graph;
        }
        var graph = Graph(await reading.ReadAsync(run, cancellation));
        _kept[run.Id] = (graph, Interlocked.Increment(ref _uses));
        while (_kept.Count > Most)
        {
            _kept.TryRemove(_kept.MinBy(entry => entry.Value.Used).Key, out _);
        }
        return graph;
    }

    private static StateGraph Graph(ReadRun read)
    {
        var results = new Dictionary<string, (NodeResult Result, ReadResults Of)>(StringComparer.Ordinal);
        foreach (var (_, of) in read.Executed)
        {
            of.Results.ForEach(result => results[result.UniqueId] = (result, of));
        }
        var fresh = new Dictionary<string, (NodeResult Result, ReadResults Of)>(StringComparer.Ordinal);
        foreach (var (_, of) in read.Freshness)
        {
            of.Results.ForEach(result => fresh[result.UniqueId] = (result, of));
        }
        var last = read.Executed.LastOrDefault().Results;
        var place = new StatePlace(read.Run.AccountId, read.Run.ProjectId, read.Run.EnvironmentId)
        {
            JobId = read.Run.JobDefinitionId,
            RunId = read.Run.Id,
            GeneratedAt = read.Manifest?.Facts.GeneratedAt,
            DbtVersion = read.Manifest?.Facts.DbtVersion,
            DbtProjectName = read.Manifest?.Facts.ProjectName,
            InvocationId = last?.Facts.InvocationId ?? read.Manifest?.Facts.InvocationId,
        };
        return new StateGraph(StateView.Run, place, (read.Manifest?.Nodes.Values.ToList() ?? []).Select(Node).OfType<ViewNode>());

        ViewNode? Node(ManifestNode node)
        {
            var outline = JsonSerializer.Deserialize(node.Outline, MetadataJson.Default.NodeOutline)!;
            var table = read.Catalog?.Tables.GetValueOrDefault(node.UniqueId);
            return NodeKinds.NameOf(outline.ResourceType) is not { } kind
                ? null
                : new ViewNode
                {
                    Outline = outline,
                    Kind = kind,
                    Body = node.Body,
                    CompiledCode = results.TryGetValue(node.UniqueId, out var done)
                        ? done.Result.CompiledCode ?? node.CompiledCode
                        : node.CompiledCode,
                    Catalog = table,
                    CatalogFrom = table is null
                        ? null
                        : new CatalogOrigin(read.Run.Id, read.Run.JobDefinitionId, read.Catalog!.Facts.GeneratedAt),
                    Execution = done.Result is null ? null : Execution(read.Run, done.Result, done.Of),
                    Freshness = fresh.TryGetValue(node.UniqueId, out var check) ? Freshness(read.Run, check.Result, check.Of) : null,
                };
        }
    }

    private static NodeExecution Execution(Run run, NodeResult result, ReadResults of) =>
        new()
        {
            RunId = run.Id,
            JobId = run.JobDefinitionId,
            Status = result.Status,
            Message = result.Message,
            Failures = result.Failures,
            Rows = result.Rows,
            ExecutionTime = result.ExecutionTime,
            ThreadId = result.ThreadId,
            CompileStartedAt = result.CompileStartedAt,
            CompileCompletedAt = result.CompileCompletedAt,
            ExecuteStartedAt = result.ExecuteStartedAt,
            ExecuteCompletedAt = result.ExecuteCompletedAt,
            RunElapsedTime = of.ElapsedTime,
            GeneratedAt = of.Facts.GeneratedAt,
        };

    private static NodeFreshness Freshness(Run run, NodeResult result, ReadResults of) =>
        new()
        {
            RunId = run.Id,
            JobId = run.JobDefinitionId,
            Status = result.Status,
            MaxLoadedAt = result.MaxLoadedAt,
            MaxLoadedAtTimeAgoInS = result.MaxLoadedAtTimeAgoInS,
            SnapshottedAt = result.SnapshottedAt,
            GeneratedAt = of.Facts.GeneratedAt,
            Error = result.Message,
        };
}
