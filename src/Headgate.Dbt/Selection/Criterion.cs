namespace Headgate.Dbt.Selection;

/// <summary>A method with a value, and which relatives of its matches come along: <c>@tag:nightly</c>, <c>2+orders+1</c>.</summary>
internal sealed record Criterion : SelectionSpec
{
    /// <summary>The method's name: <c>tag</c>.</summary>
    public required string Method { get; init; }

    /// <summary>What stands behind the method's name: <c>materialized</c> of <c>config.materialized</c>.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>What to look for; text, except from selectors.yml where any plain value may stand.</summary>
    public required object? Value { get; init; }

    /// <summary>The value as text.</summary>
    public string Text => Value as string ?? Convert.ToString(Value, System.Globalization.CultureInfo.InvariantCulture) ?? "";

    /// <summary>Also all descendants and everything that these need (<c>@</c>).</summary>
    public bool ChildrensParents { get; init; }

    /// <summary>Also ancestors.</summary>
    public bool Parents { get; init; }

    /// <summary>How far up; null for all the way.</summary>
    public int? ParentsDepth { get; init; }

    /// <summary>Also descendants.</summary>
    public bool Children { get; init; }

    /// <summary>How far down; null for all the way.</summary>
    public int? ChildrenDepth { get; init; }
}
