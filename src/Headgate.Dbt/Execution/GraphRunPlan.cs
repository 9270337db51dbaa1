using Headgate.Dbt.Artifacts;
using Headgate.Dbt.Execution.Runners;

namespace Headgate.Dbt.Execution;

/// <summary>How a command runs nodes.</summary>
internal sealed record GraphRunPlan
{
    /// <summary>The kinds of node that the command runs.</summary>
    public required IReadOnlyList<ResourceType> Types { get; init; }

    /// <summary>Which of these nodes take part; all unless a command leaves some out.</summary>
    public Func<IManifestResource, bool> Takes { get; init; } = static _ => true;

    /// <summary>The runner of each node.</summary>
    public required Func<RunFrame, NodeLines, Func<IManifestResource, INodeRunner>> Runners { get; init; }

    /// <summary>Do tests hold back what is below the nodes that they test, and unit tests the models themselves?</summary>
    public bool TestsGate { get; init; }

    /// <summary>Does the command build, and tell in the end what it ran?</summary>
    public bool Builds { get; init; } = true;

    /// <summary>Are schemas made where they are missing?</summary>
    public bool MakesSchemas { get; init; } = true;

    /// <summary>Schemas that are needed beside those of the nodes that are relations themselves.</summary>
    public Func<IReadOnlyList<IManifestResource>, IEnumerable<(string? Database, string Schema)>> FurtherSchemas { get; init; } =
        static _ => [];

    /// <summary>Is it told in the end what was run?</summary>
    public bool TellsEnd { get; init; } = true;

    /// <summary>Does the command need another state, whether the call defers or not?</summary>
    public bool Defers { get; init; }

    /// <summary>Are the project's hooks run?</summary>
    public bool RunsHooks { get; init; } = true;

    /// <summary>Do nodes wait for those above them?</summary>
    public bool InOrder { get; init; } = true;

    /// <summary>Is a failure of a single node a failure of the call at once? So it is where nothing is built.</summary>
    public bool FailsAtOnce { get; init; }
}
