namespace Headgate.Dbt.Artifacts;

/// <summary>Rows expected.</summary>
public sealed class UnitTestExpectation
{
    /// <summary>List of rows, or text for <c>csv</c> and <c>sql</c>.</summary>
    public object? Rows { get; set; }

    /// <summary><c>dict</c>, <c>csv</c> or <c>sql</c>.</summary>
    public string Format { get; set; } = "dict";

    /// <summary>Name of the fixture file, or null.</summary>
    public string? Fixture { get; set; }
}
