namespace Headgate.Dbt.Artifacts;

/// <summary>Rows of one input.</summary>
public sealed class UnitTestInput
{
    /// <summary>The <c>ref()</c> or <c>source()</c>, or <c>this</c>.</summary>
    public required string Input { get; set; }

    /// <summary>List of rows, or text for <c>csv</c> and <c>sql</c>.</summary>
    public object? Rows { get; set; }

    /// <summary><c>dict</c>, <c>csv</c> or <c>sql</c>.</summary>
    public string Format { get; set; } = "dict";

    /// <summary>Name of the fixture file, or null.</summary>
    public string? Fixture { get; set; }
}
