namespace Headgate.Dbt.Artifacts;

/// <summary>How the documentation site shows a resource.</summary>
public sealed class DocsConfig
{
    /// <summary>False hides the resource from the site.</summary>
    public bool Show { get; set; } = true;

    /// <summary>Colour of the node in the lineage graph, or null.</summary>
    public string? NodeColor { get; set; }
}
