namespace Headgate.Dbt.Artifacts;

/// <summary>One call of <c>ref()</c> as written.</summary>
public sealed record RefArgs
{
    /// <summary>Name of the model, seed or snapshot.</summary>
    public required string Name { get; set; }

    /// <summary>Package named in a two-argument call, or null.</summary>
    public string? Package { get; set; }

    /// <summary>Version asked for: text or number, or null.</summary>
    public object? Version { get; set; }
}
