namespace Headgate.Jinja.Compile;

/// <summary>Where in a template the compiler is: the names it sees and what the place allows.</summary>
internal sealed record CompileScope
{
    public required Symbols Symbols { get; init; }

    /// <summary>Whether printed values are escaped, as far as is known at compile time.</summary>
    public required bool EscapesStatically { get; init; }

    /// <summary>Inside of an autoescape block whose value is known only at run time.</summary>
    public bool IsVolatile { get; init; }

    /// <summary>Whether printed values are escaped; null where that is known only at run time.</summary>
    public bool? Escapes => IsVolatile ? null : EscapesStatically;

    /// <summary>At the top level of the template, or in an if there: assignments are seen by blocks and importers.</summary>
    public bool TopLevel { get; init; }

    /// <summary>At the top level itself.</summary>
    public bool RootLevel { get; init; }

    /// <summary>Directly inside of a loop of the same function.</summary>
    public bool InLoop { get; init; }

    /// <summary>Inside of an if or conditional expression: an unknown filter is an error only when it is reached.</summary>
    public bool Soft { get; init; }

    /// <summary>Output is left out once the template extends another.</summary>
    public bool ChecksOutput { get; init; }

    /// <summary>An inner scope of the same function.</summary>
    public CompileScope Inner(Symbols symbols) => this with { Symbols = symbols, TopLevel = false, RootLevel = false, Soft = false };

    /// <summary>The same scope inside of an if.</summary>
    public CompileScope InIf() => this with { RootLevel = false, Soft = true };
}
