namespace Headgate.Platform.Settings;

/// <summary>What the platform is told at start.</summary>
public sealed record PlatformSettings
{
    /// <summary>The address under which people reach the server, without a closing slash; for links.</summary>
    public required string PublicUrl { get; init; }

    /// <summary>Folders of this server below which repositories may lie; it may grow.</summary>
    public IReadOnlyList<string> RepositoryFolders { get; init; } = [];

    /// <summary>Extended attributes that the operator allows beside those that lead nowhere else; it may grow.</summary>
    public IReadOnlyList<string> ExtendedAttributes { get; init; } = [];

    /// <summary>Whether a repository may be a folder of this server instead of a git address.</summary>
    public bool AllowLocalRepositories => RepositoryFolders.Count > 0;
}
