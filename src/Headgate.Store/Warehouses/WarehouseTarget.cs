namespace Headgate.Store;

/// <summary>How an environment's warehouse is read: the keys of a target in profiles.yml, with the environment's credentials in them, so that it shows none.</summary>
/// <param name="output">The keys.</param>
public sealed class WarehouseTarget(IReadOnlyDictionary<string, object?> output)
{
    /// <summary>The target's type: <c>duckdb</c>, <c>postgres</c>.</summary>
    public string Type => output["type"]?.ToString() ?? "";

    /// <summary>The schema of the target.</summary>
    public string? Schema => output.GetValueOrDefault("schema")?.ToString();

    /// <summary>The copy that is read, where the warehouse is a file; null for a server.</summary>
    public string? File { get; init; }

    /// <summary>Whether the warehouse is a file of which no run has left a copy yet.</summary>
    public bool IsUnpublished { get; init; }

    /// <summary>The version of what is read; null where that is not known, as a server's rows change at any time.</summary>
    public long? Version { get; init; }

    /// <summary>The Semantic Layer credentials that are in it; null for those of the environment.</summary>
    public long? SemanticLayerCredentialsId { get; init; }

    /// <summary>Why who asks may not read it, in words and with what to do; null where it may.</summary>
    public string? Refusal { get; init; }

    /// <summary>The keys, secrets included.</summary>
    public IReadOnlyDictionary<string, object?> Reveal() => output;

    /// <summary>Shows no secret.</summary>
    public override string ToString() => Type;
}
