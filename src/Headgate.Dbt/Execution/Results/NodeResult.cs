using Headgate.Dbt.Artifacts;
using Headgate.Dbt.Faults;

namespace Headgate.Dbt.Execution.Results;

/// <summary>The outcome of one node.</summary>
internal sealed record NodeResult
{
    /// <summary>The node.</summary>
    public required IManifestResource Node { get; init; }

    /// <summary>What came of it.</summary>
    public required NodeStatus Status { get; init; }

    /// <summary>The stages and their times.</summary>
    public IReadOnlyList<TimingInfo> Timing { get; init; } = [];

    /// <summary>The worker.</summary>
    public string ThreadId { get; init; } = "";

    /// <summary>From start to end.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>What the database said of the main statement.</summary>
    public OrderedDictionary<string, object?> AdapterResponse { get; init; } = [];

    /// <summary>The result in words; the failure in dbt's form.</summary>
    public string? Message { get; init; }

    /// <summary>Where in the project's texts the cause of a failure is; null where nobody knows.</summary>
    public FaultPlace? Place { get; init; }

    /// <summary>Failing rows of a test.</summary>
    public long? Failures { get; init; }

    /// <summary>The SQL of what is no node of the manifest: a unit test.</summary>
    public string? CompiledCode { get; init; }

    /// <summary>The file of that SQL, from the project's folder.</summary>
    public string? CompiledPath { get; init; }

    /// <summary>The batches of a microbatch model.</summary>
    public BatchResults? BatchResults { get; init; }

    /// <summary>How fresh a source is.</summary>
    public SourceFreshness? Freshness { get; init; }

    /// <summary>For a node skipped because an ephemeral model above it could not be compiled: that model's result.</summary>
    public NodeResult? Cause { get; init; }

    /// <summary>The result as it stands in run_results.json.</summary>
    public RunResult ToArtifact()
    {
        var node = Node as ManifestNode;
        var compilable = node is { ResourceType: not ResourceType.Seed };
        return new RunResult
        {
            Status = Status.Word(),
            Timing = Timing,
            ThreadId = ThreadId,
            ExecutionTime = Duration.TotalSeconds,
            AdapterResponse = AdapterResponse,
            Message = Message,
            Failures = Failures,
            UniqueId = Node.UniqueId,
            Compiled =
                compilable ? node!.Compiled ?? false
                : CompiledCode is null ? null
                : true,
            CompiledCode = compilable ? node!.CompiledCode : CompiledCode,
            RelationName = compilable ? node!.RelationName : null,
            BatchResults = BatchResults,
        };
    }
}
