namespace Headgate.Catalogue;

/// <summary>
/// What values a field takes: a closed set, so that a description (OpenAPI, the schema of a tool, a form) is one switch over it.
/// </summary>
public abstract record Shape
{
    private protected Shape() { }

    /// <summary>In words, for the guide: <c>integer</c>, <c>list of strings</c>.</summary>
    public abstract string Words { get; }
}
