namespace Headgate.Catalogue;

/// <summary>A query parameter or body field of an operation, for the guide.</summary>
/// <param name="Name">Its name on the wire.</param>
/// <param name="Type">Its type in words: <c>integer</c>, <c>string</c>, <c>boolean</c>, <c>list of integers</c>, <c>range of times</c>.</param>
/// <param name="Description">What it does.</param>
public sealed record Parameter(string Name, string Type, string Description)
{
    /// <summary>Where it goes.</summary>
    public ParameterPlace Place { get; init; } = ParameterPlace.Query;

    /// <summary>Whether a call without it is refused.</summary>
    public bool Required { get; init; }

    /// <summary>A body field.</summary>
    public static Parameter Body(string name, string type, string description, bool required = false) =>
        new(name, type, description) { Place = ParameterPlace.Body, Required = required };
}
