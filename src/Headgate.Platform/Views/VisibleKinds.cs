namespace Headgate.Platform.Views;

/// <summary>
/// Which kinds of things a caller may see in one project. What uses a thing of another kind shows no id of it either: an id is enough to ask about it elsewhere.
/// </summary>
internal readonly record struct VisibleKinds
{
    /// <summary>Connections to warehouses.</summary>
    public required bool Connections { get; init; }

    /// <summary>Repositories.</summary>
    public required bool Repositories { get; init; }

    /// <summary>Credentials.</summary>
    public required bool Credentials { get; init; }

    /// <summary>Jobs, wherever in the project.</summary>
    public required bool Jobs { get; init; }
}
