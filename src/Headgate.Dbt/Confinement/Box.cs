namespace Headgate.Dbt.Confinement;

/// <summary>
/// The box around a run of the platform: the places that the call's options, the project's files and its SQL may reach. A call by hand has none.
/// All paths are absolute and free of links.
/// </summary>
internal sealed record Box
{
    /// <summary>The start of what is said where the engine's settings stop something; the platform finds the layer by it.</summary>
    public const string EngineRefuses = "The box of this run refuses this (engine)";

    /// <summary>The start of what is said where an option, a variable or a file of the project names a place outside.</summary>
    public const string CommandRefuses = "The box of this run refuses this (command)";

    /// <summary>The folder of the run.</summary>
    public required string Root { get; init; }

    /// <summary>Further folders that SQL may read and write.</summary>
    public IReadOnlyList<string> Folders { get; init; } = [];

    /// <summary>Further files that SQL may read and write, as the warehouse's.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>The file among <see cref="Files"/> that has two names by the platform's own doing; null for none.</summary>
    public string? Linked { get; init; }

    /// <summary>Whether databases are opened for reading alone.</summary>
    public bool ReadsOnly { get; init; }

    /// <summary>Extensions that a profile may load.</summary>
    public IReadOnlySet<string> Extensions { get; init; } = new HashSet<string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Settings that a profile may set, beside those that only change what a query answers.</summary>
    public IReadOnlySet<string> Settings { get; init; } = new HashSet<string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The box's own way to the network, where it has one: it judges each host. Null: connections are judged by whoever makes them.</summary>
    public Uri? Proxy { get; init; }

    /// <summary>Hosts inside from which packages may come.</summary>
    public IReadOnlySet<string> PackageHosts { get; init; } = new HashSet<string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The only nodes that may be built or tested; null for all.</summary>
    public IReadOnlySet<string>? Nodes { get; init; }

    /// <summary>Whether a file has a name that the platform has not given it: DuckDB would read it by that one, wherever it lies.</summary>
    public bool HasFurtherName(string file) =>
        FileFacts.Of(file) is { IsRegular: true } facts && facts.Links > (string.Equals(file, Linked, StringComparison.Ordinal) ? 2 : 1);

    /// <summary>Does a path lie in the run's folder once its links are followed? It need not exist.</summary>
    public bool IsInRun(string path) => RealPath.Of(path) is { } real && IsBelow(real, Root);

    /// <summary>May SQL reach a path?</summary>
    public bool Holds(string path) =>
        RealPath.Of(path) is { } real && (IsBelow(real, Root) || Files.Contains(real) || Folders.Any(f => IsBelow(real, f)));

    /// <summary>A text of the database with the names that places have inside the box.</summary>
    public string Inner(string text)
    {
        var shown = text.Replace(Root + Path.DirectorySeparatorChar, "", StringComparison.Ordinal)
            .Replace(Root, ".", StringComparison.Ordinal);
        foreach (var place in Files.Concat(Folders))
        {
            shown = shown.Replace(place, Path.GetFileName(place), StringComparison.Ordinal);
        }
        return shown;
    }

    private static bool IsBelow(string path, string folder) =>
        path == folder || path.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal);
}
