namespace Headgate.Dbt.Selection;

/// <summary>Several specifications as one.</summary>
internal sealed record Combination : SelectionSpec
{
    /// <summary>How they are combined.</summary>
    public required SetOperation Operation { get; init; }

    /// <summary>The parts, in order.</summary>
    public required IReadOnlyList<SelectionSpec> Parts { get; init; }

    /// <summary>Warn when nothing matches: what a person wrote on the command line should exist.</summary>
    public bool ExpectsMatch { get; init; }
}
