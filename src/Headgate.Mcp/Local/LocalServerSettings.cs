namespace Headgate.Mcp.Local;

/// <summary>What the local server is started with.</summary>
public sealed record LocalServerSettings
{
    /// <summary>The environment of this process. Nothing else sets the server: no file of the project does.</summary>
    public required IReadOnlyDictionary<string, string> Variables { get; init; }

    /// <summary>The folder that the server was started in.</summary>
    public required string WorkingDirectory { get; init; }

    /// <summary>The project's folder as the command line names it; null where it does not.</summary>
    public string? ProjectFolder { get; init; }

    /// <summary>Program and first arguments of the embedded engine; dbt's own words follow.</summary>
    public required IReadOnlyList<string> EmbeddedDbt { get; init; }

    /// <summary>The server's version, with the commit that it was made from after a plus sign.</summary>
    public required string Version { get; init; }

    /// <summary>Whether a path lies in a folder, links resolved.</summary>
    public required Func<string, string, bool> IsInside { get; init; }
}
