namespace Headgate.WebConsole.Models;

/// <summary>An operation that may be called.</summary>
public sealed record RightModel
{
    /// <summary>Its id.</summary>
    public string Operation { get; init; } = "";

    /// <summary>What it does.</summary>
    public string Summary { get; init; } = "";

    /// <summary>read or write.</summary>
    public string Access { get; init; } = "";

    /// <summary>What it belongs to.</summary>
    public string Capability { get; init; } = "";
}
