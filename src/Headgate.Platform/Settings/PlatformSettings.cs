namespace Headgate.Platform.Settings;

/// <summary>What the platform is told at start.</summary>
public sealed record PlatformSettings
{
    /// <summary>The address under which people reach the server, without a closing slash; for links.</summary>
    public required string PublicUrl { get; init; }

    /// <summary>Whether a repository may be a folder of this server instead of a git address.</summary>
    public bool AllowLocalRepositories { get; init; }
}
