namespace Headgate.Dbt.Artifacts;

/// <summary>The <c>config</c> of a macro.</summary>
public sealed class MacroConfig
{
    /// <summary>Free data of the project.</summary>
    public OrderedDictionary<string, object?> Meta { get; set; } = [];

    /// <summary>How the documentation site shows it.</summary>
    public DocsConfig Docs { get; set; } = new();
}
