namespace Headgate.Dbt.Artifacts;

/// <summary>The batches of a microbatch model, each as its first moment and the moment after its last.</summary>
public sealed record BatchResults
{
    /// <summary>Batches that were built.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Successful { get; init; } = [];

    /// <summary>Batches that were not.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Failed { get; init; } = [];
}
