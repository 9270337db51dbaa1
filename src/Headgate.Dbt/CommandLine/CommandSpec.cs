namespace Headgate.Dbt.CommandLine;

/// <summary>A command of dbt's command line.</summary>
internal sealed record CommandSpec
{
    /// <summary>The words that call it: <c>run</c>, <c>docs generate</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Other words that call it.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>What it does, in one sentence.</summary>
    public required string Summary { get; init; }

    /// <summary>The options besides <see cref="GlobalOptions"/>, in the order of the help.</summary>
    public required IReadOnlyList<Option> Options { get; init; }

    /// <summary>The word after the command that must be given, or null: <c>MACRO</c>.</summary>
    public string? Argument { get; init; }

    /// <summary>May <see cref="Argument"/> be left out?</summary>
    public bool ArgumentIsOptional { get; init; }

    /// <summary>The value of <c>which</c> in run_results.json.</summary>
    public string Which =>
        Name switch
        {
            "docs generate" => "generate",
            "docs serve" => "serve",
            "source freshness" => "freshness",
            _ => Name,
        };
}
