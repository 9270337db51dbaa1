namespace Headgate.Platform;

/// <summary>What the platform is told at start.</summary>
public sealed record PlatformSettings
{
    /// <summary>The address under which people reach the server, without a closing slash; for links.</summary>
    public required string PublicUrl { get; init; }
}
