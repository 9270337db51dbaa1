namespace Headgate.Dbt.Artifacts;

/// <summary>The <c>config</c> of an entity, measure or dimension.</summary>
public sealed class SemanticConfig
{
    /// <summary>Free data of the project.</summary>
    public OrderedDictionary<string, object?> Meta { get; set; } = [];
}
