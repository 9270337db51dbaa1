using System.Text.Json;
using Headgate.Metadata.Artifacts;
using Headgate.Store;
using Headgate.Store.Model;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Metadata.Ingestion;

/// <summary>What one run changes of what is known of its environment.</summary>
internal sealed class StateChanges
{
    private readonly HeadgateDb _db;
    private readonly ReadRun _read;
    private readonly MetadataEnvironment _environment;
    private readonly DateTimeOffset _now;
    private readonly Dictionary<string, KnownNode> _nodes;
    private readonly Dictionary<string, long> _definitions;
    private readonly List<(KnownNode Node, MetadataExecution Execution)> _executions = [];

    private StateChanges(
        HeadgateDb db,
        ReadRun read,
        MetadataEnvironment environment,
        DateTimeOffset now,
        Dictionary<string, KnownNode> nodes,
        Dictionary<string, long> definitions
    ) => (_db, _read, _environment, _now, _nodes, _definitions) = (db, read, environment, now, nodes, definitions);

    /// <summary>Executions that were written.</summary>
    public int Executions { get; private set; }

    /// <summary>Reads what is known already.</summary>
    public static async Task<StateChanges> BeginAsync(
        HeadgateDb db,
        ReadRun read,
        MetadataEnvironment environment,
        DateTimeOffset now,
        CancellationToken cancellation
    )
    {
        var id = read.Run.EnvironmentId;
        var nodes = await db
            .MetadataNodes.AsNoTracking()
            .Where(row => row.EnvironmentId == id)
            .Select(row => new MetadataNode
            {
                Id = row.Id,
                UniqueId = row.UniqueId,
                DefinitionId = row.DefinitionId,
                AppliedId = row.AppliedId,
                Execution = row.Execution,
                ExecutionRunEndedAt = row.ExecutionRunEndedAt,
                FreshnessRunEndedAt = row.FreshnessRunEndedAt,
                CatalogAt = row.CatalogAt,
                CatalogRunId = row.CatalogRunId,
            })
            .ToListAsync(cancellation);
        var definitions = await db
            .MetadataDefinitions.Where(row => row.EnvironmentId == id)
            .Select(row => new { row.Id, row.Digest })
            .ToDictionaryAsync(row => row.Digest, row => row.Id, StringComparer.Ordinal, cancellation);
        return new StateChanges(
            db,
            read,
            environment,
            now,
            nodes.ToDictionary(row => row.UniqueId, KnownNode.Of, StringComparer.Ordinal),
            definitions
        );
    }

    /// <summary>Takes over the manifest, where none is newer; of an older one only what its executions need.</summary>
    public async Task DefineAsync(CancellationToken cancellation)
    {
        if (_read.Manifest is not { } manifest)
        {
            return;
        }
        var isNewest = _environment.DefinitionRunEndedAt is not { } newest || newest <= _read.EndedAt;
        var executed = _read.Executed.SelectMany(r => r.Results.Results).Select(r => r.UniqueId).ToHashSet(StringComparer.Ordinal);
        await KeepAsync(manifest.Nodes.Values.Where(node => isNewest || executed.Contains(node.UniqueId)), cancellation);
        if (!isNewest)
        {
            return;
        }
        foreach (var node in manifest.Nodes.Values)
        {
            var known = Know(node.UniqueId);
            var definition = _definitions[node.Digest];
            if (known.Row.DefinitionId != definition)
            {
                Set(known, nameof(MetadataNode.DefinitionId), row => row.DefinitionId = definition);
            }
        }
        foreach (
            var gone in _nodes.Values.Where(known => known.Row.DefinitionId is not null && !manifest.Nodes.ContainsKey(known.Row.UniqueId))
        )
        {
            Set(gone, nameof(MetadataNode.DefinitionId), row => row.DefinitionId = null);
        }
        (_environment.DefinitionRunId, _environment.DefinitionJobId) = (_read.Run.Id, _read.Run.JobDefinitionId);
        (_environment.DefinitionRunEndedAt, _environment.ManifestGeneratedAt) = (_read.EndedAt, manifest.Facts.GeneratedAt);
        (_environment.DbtProjectName, _environment.AdapterType) = (manifest.Facts.ProjectName, manifest.Facts.AdapterType);
        _environment.DbtVersion = manifest.Facts.DbtVersion;
    }

    /// <summary>Adds the executions to the history, and to the nodes where none is newer.</summary>
    public void Execute()
    {
        foreach (var (step, results) in _read.Executed)
        {
            foreach (var result in results.Results.Where(r => IsNode(r.UniqueId)))
            {
                var definition = _read.Manifest?.Nodes.GetValueOrDefault(result.UniqueId);
                Add(step, result, definition, null);
                Executed(_nodes[result.UniqueId], result, results, definition);
            }
        }
        foreach (var (step, results) in _read.Freshness)
        {
            foreach (var result in results.Results.Where(r => IsNode(r.UniqueId)))
            {
                var freshness = JsonSerializer.Serialize(Fresh(result, results), MetadataJson.Default.NodeFreshness);
                Add(step, result, _read.Manifest?.Nodes.GetValueOrDefault(result.UniqueId), freshness);
                var known = _nodes[result.UniqueId];
                if (known.Row.FreshnessRunEndedAt is not { } last || last <= _read.EndedAt)
                {
                    Set(known, nameof(MetadataNode.Freshness), row => row.Freshness = freshness);
                    Set(known, nameof(MetadataNode.FreshnessRunEndedAt), row => row.FreshnessRunEndedAt = _read.EndedAt);
                }
            }
        }
    }

    /// <summary>Takes over what the warehouse said, where it did not say it later.</summary>
    public void Catalogue()
    {
        var at = _read.Catalog?.Facts.GeneratedAt is { } said && said <= _now ? said : _read.EndedAt;
        foreach (var (id, table) in _read.Catalog?.Tables ?? [])
        {
            if (_nodes.GetValueOrDefault(id) is { } known && (known.Row.CatalogAt is not { } last || last <= at))
            {
                Set(known, nameof(MetadataNode.Catalog), row => row.Catalog = table);
                Set(known, nameof(MetadataNode.CatalogRunId), row => row.CatalogRunId = _read.Run.Id);
                Set(known, nameof(MetadataNode.CatalogJobId), row => row.CatalogJobId = _read.Run.JobDefinitionId);
                Set(known, nameof(MetadataNode.CatalogAt), row => row.CatalogAt = at);
            }
        }
    }

    /// <summary>Writes all that has changed of nodes, and the executions.</summary>
    public async Task WriteAsync(CancellationToken cancellation)
    {
        var nodes = new ManyRows<MetadataNode>(_db);
        var added = _nodes.Values.Where(known => known.IsNew).ToList();
        var ids = await nodes.InsertAsync([.. added.Select(known => known.Row)], nameof(MetadataNode.UniqueId), cancellation);
        added.ForEach(known => known.Row.Id = ids[known.Row.UniqueId]);
        // Nodes that changed in the same way are changed together: what does not change is not known here.
        foreach (
            var alike in _nodes
                .Values.Where(known => known.Changed.Count > 0)
                .GroupBy(known => string.Join(' ', known.Changed), StringComparer.Ordinal)
        )
        {
            await nodes.UpdateAsync([.. alike.Select(known => known.Row)], alike.First().Changed, cancellation);
        }
        foreach (var (known, execution) in _executions)
        {
            execution.NodeId = known.Row.Id;
        }
        await new ManyRows<MetadataExecution>(_db).InsertAsync([.. _executions.Select(e => e.Execution)], null, cancellation);
    }

    private bool IsNode(string id) => _nodes.ContainsKey(id);

    private async Task KeepAsync(IEnumerable<ManifestNode> nodes, CancellationToken cancellation)
    {
        var added = nodes
            .Where(node => !_definitions.ContainsKey(node.Digest))
            .Select(node => new MetadataDefinition
            {
                AccountId = _read.Run.AccountId,
                EnvironmentId = _read.Run.EnvironmentId,
                UniqueId = node.UniqueId,
                Digest = node.Digest,
                Outline = node.Outline,
                Body = node.Body,
                RunId = _read.Run.Id,
                CreatedAt = _now,
            })
            .ToList();
        var ids = await new ManyRows<MetadataDefinition>(_db).InsertAsync(added, nameof(MetadataDefinition.Digest), cancellation);
        foreach (var (digest, id) in ids)
        {
            _definitions[digest] = id;
        }
    }

    private KnownNode Know(string id)
    {
        if (_nodes.TryGetValue(id, out var known))
        {
            return known;
        }
        var row = new MetadataNode
        {
            AccountId = _read.Run.AccountId,
            EnvironmentId = _read.Run.EnvironmentId,
            UniqueId = id,
        };
        return _nodes[id] = new KnownNode { Row = row, IsNew = true };
    }

    private void Add(int step, NodeResult result, ManifestNode? definition, string? freshness)
    {
        Executions++;
        _executions.Add(
            (
                _nodes[result.UniqueId],
                new MetadataExecution
                {
                    AccountId = _read.Run.AccountId,
                    RunId = _read.Run.Id,
                    Step = step,
                    DefinitionId =
                        definition is null ? null
                        : _definitions.GetValueOrDefault(definition.Digest) is > 0 and var id ? id
                        : null,
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
                    Freshness = freshness,
                }
            )
        );
    }

    private void Executed(KnownNode known, NodeResult result, ReadResults results, ManifestNode? definition)
    {
        if (known.Row.ExecutionRunEndedAt is { } last && last > _read.EndedAt)
        {
            return;
        }
        var (run, before) = (_read.Run, known.Execution);
        var isGood = result.Status is "success" or "pass";
        known.Execution = new NodeExecution
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
            RunElapsedTime = results.ElapsedTime,
            GeneratedAt = results.Facts.GeneratedAt,
            SuccessRunId = isGood ? run.Id : before?.SuccessRunId,
            SuccessJobId = isGood ? run.JobDefinitionId : before?.SuccessJobId,
        };
        Set(
            known,
            nameof(MetadataNode.Execution),
            row => row.Execution = JsonSerializer.Serialize(known.Execution, MetadataJson.Default.NodeExecution)
        );
        Set(known, nameof(MetadataNode.ExecutionRunEndedAt), row => row.ExecutionRunEndedAt = _read.EndedAt);
        if (result.Status is "skipped" or "no-op")
        {
            return;
        }
        // What was skipped is as it was; everything else has been tried with the code of this run.
        if (definition is not null)
        {
            Set(known, nameof(MetadataNode.AppliedId), row => row.AppliedId = _definitions[definition.Digest]);
        }
        Set(known, nameof(MetadataNode.CompiledCode), row => row.CompiledCode = result.CompiledCode ?? definition?.CompiledCode);
        if (_environment.AppliedAt is not { } applied || applied <= _read.EndedAt)
        {
            (_environment.AppliedAt, _environment.AppliedGitSha) = (_read.EndedAt, run.GitSha);
        }
    }

    private NodeFreshness Fresh(NodeResult result, ReadResults results) =>
        new()
        {
            RunId = _read.Run.Id,
            JobId = _read.Run.JobDefinitionId,
            Status = result.Status,
            MaxLoadedAt = result.MaxLoadedAt,
            MaxLoadedAtTimeAgoInS = result.MaxLoadedAtTimeAgoInS,
            SnapshottedAt = result.SnapshottedAt,
            GeneratedAt = results.Facts.GeneratedAt,
            Error = result.Message,
        };

    /// <summary>Changes one column of a node, and no other.</summary>
    private static void Set(KnownNode known, string property, Action<MetadataNode> set)
    {
        set(known.Row);
        if (!known.IsNew)
        {
            known.Changed.Add(property);
        }
    }
}
