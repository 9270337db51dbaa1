namespace Headgate.Jinja.Options;

/// <summary>
/// What one compilation or rendering may use at most. Every limit but <see cref="Timeout"/> is deterministic: the same template
/// with the same data meets it at the same place on every machine.
/// </summary>
public sealed record Limits
{
    /// <summary>The values that suit templates of trusted authors: generous, yet no process dies of them.</summary>
    public static Limits Default { get; } = new();

    /// <summary>Steps of one rendering: statements run, loop turns, calls, and elements that a filter walks over.</summary>
    public long MaxSteps { get; init; } = 1_000_000_000;

    /// <summary>Depth of calls of macros, blocks, includes and recursive loops inside each other.</summary>
    public int MaxCallDepth { get; init; } = 500;

    /// <summary>Depth of expressions, brackets and blocks nested in the source.</summary>
    public int MaxNesting { get; init; } = 200;

    /// <summary>Characters (UTF-16 units) that one rendering may write.</summary>
    public long MaxOutputLength { get; init; } = 256L * 1024 * 1024;

    /// <summary>Characters of one string, and elements of one list, that an operation may build.</summary>
    public long MaxValueLength { get; init; } = 64L * 1024 * 1024;

    /// <summary>Characters and elements that all operations of one rendering together may build.</summary>
    public long MaxTotalLength { get; init; } = 16L * 1024 * 1024 * 1024;

    /// <summary>Characters of a template's source.</summary>
    public int MaxSourceLength { get; init; } = 32 * 1024 * 1024;

    /// <summary>Wall-clock time of one rendering; null for none.</summary>
    public TimeSpan? Timeout { get; init; }
}
