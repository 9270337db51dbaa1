namespace Headgate.Dbt.Artifacts;

/// <summary>A selector of <c>selectors.yml</c>.</summary>
public sealed class SelectorDefinition
{
    /// <summary>Name.</summary>
    public required string Name { get; set; }

    /// <summary>Description.</summary>
    public string Description { get; set; } = "";

    /// <summary>Criteria as written and normalised.</summary>
    public object? Definition { get; set; }

    /// <summary>Whether it holds where no selection is given.</summary>
    public bool Default { get; set; }
}
