using GraphQL;
using Headgate.Catalogue;
using Headgate.Metrics.Answering;
using Headgate.Metrics.Semantics;
using Headgate.Store;

namespace Headgate.Metrics.Api.Fields;

/// <summary>One execution of a query: who asks, for which environment, within which bounds. Nothing else is read.</summary>
internal sealed class MetricsCall(
    long environmentId,
    string operation,
    Caller caller,
    MetricBounds? bounds,
    SemanticProjects projects,
    IWarehouseTargets targets,
    MetricQueries queries,
    TimeProvider time
)
{
    private SemanticProject? _project;
    private WarehouseTarget? _target;

    public long EnvironmentId => environmentId;

    /// <summary>The operation that was decided.</summary>
    public string Operation => operation;

    /// <summary>What the grant is for; null for everything.</summary>
    public MetricBounds? Bounds => bounds;

    /// <summary>The bounds as queries are kept with them.</summary>
    public string BoundsKey => bounds?.Describe() ?? "";

    /// <summary>The caller as queries are kept with it.</summary>
    public string CallerKey => $"{caller.Kind}/{caller.HomeAccountId}/{caller.Id}";

    /// <summary>The caller.</summary>
    public Caller Caller => caller;

    /// <summary>Whether the caller sees only what it asked itself.</summary>
    public bool SeesOwnQueriesAlone => caller.Kind == CallerKind.Agent;

    public MetricQueries Queries => queries;

    public TimeProvider Time => time;

    /// <summary>Why something in the query is not granted; null where everything is.</summary>
    public string? Denied { get; private set; }

    /// <summary>What the environment's project says of its metrics.</summary>
    /// <exception cref="ExecutionError">It says nothing.</exception>
    public async ValueTask<SemanticProject> ProjectAsync(CancellationToken cancellation)
    {
        try
        {
            return _project ??=
                await projects.FindAsync(environmentId, cancellation)
                ?? throw new ExecutionError(
                    $"Environment {environmentId} has no metrics: none of its runs has succeeded and left a semantic manifest yet. Run one of its jobs."
                );
        }
        catch (InvalidSemanticManifestException invalid)
        {
            throw new ExecutionError(invalid.Message, invalid);
        }
    }

    /// <summary>What the project says, or null where no run has left anything.</summary>
    public async ValueTask<SemanticProject?> FindProjectAsync(CancellationToken cancellation)
    {
        try
        {
            return _project ??= await projects.FindAsync(environmentId, cancellation);
        }
        catch (InvalidSemanticManifestException)
        {
            return null;
        }
    }

    /// <summary>The environment's warehouse.</summary>
    /// <exception cref="ExecutionError">It has none.</exception>
    public async ValueTask<WarehouseTarget> TargetAsync(CancellationToken cancellation) =>
        _target ??=
            await FindTargetAsync(cancellation)
            ?? throw new ExecutionError($"Environment {environmentId} has no connection to a warehouse.");

    /// <summary>The database that SQL is written for; null where there is none that it is written for.</summary>
    public async ValueTask<SqlEngine?> FindEngineAsync(CancellationToken cancellation)
    {
        _target ??= await FindTargetAsync(cancellation);
        return _target?.Type switch
        {
            "duckdb" => SqlEngine.DuckDb,
            "postgres" => SqlEngine.Postgres,
            _ => null,
        };
    }

    /// <summary>The database that SQL is written for.</summary>
    /// <exception cref="ExecutionError">There is none that SQL is written for.</exception>
    public async ValueTask<SqlEngine> EngineAsync(CancellationToken cancellation) =>
        await FindEngineAsync(cancellation)
        ?? throw new ExecutionError(
            $"Metrics are written for DuckDB and PostgreSQL; this environment's warehouse is of type '{(await TargetAsync(cancellation)).Type}'."
        );

    private ValueTask<WarehouseTarget?> FindTargetAsync(CancellationToken cancellation) =>
        targets.FindForMetricsAsync(environmentId, caller.Kind == CallerKind.ServiceToken ? caller.Id : null, cancellation);

    /// <summary>A refusal of the planner's as an error of the answer.</summary>
    public ExecutionError Refused(Refusal refusal)
    {
        if (refusal.Kind == RefusalKind.NotGranted)
        {
            Denied ??= refusal.Message;
        }
        // A name that is not granted is not offered either.
        var near = bounds is null ? refusal.Suggestions : [];
        return new ExecutionError(
            near.Count == 0 ? refusal.Message : $"{refusal.Message} Did you mean {string.Join(", ", near.Select(name => $"'{name}'"))}?"
        )
        {
            Code = refusal.Kind == RefusalKind.NotGranted ? "FORBIDDEN" : "BAD_USER_INPUT",
        };
    }
}
