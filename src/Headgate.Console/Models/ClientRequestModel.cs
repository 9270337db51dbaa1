namespace Headgate.WebConsole.Models;

/// <summary>What a client asks for.</summary>
public sealed record ClientRequestModel
{
    /// <summary>What it calls itself.</summary>
    public string ClientName { get; init; } = "";

    /// <summary>The host that describes it; null for one that registered by itself.</summary>
    public string? DescribedAt { get; init; }

    /// <summary>Where its answer goes.</summary>
    public string RedirectUri { get; init; } = "";

    /// <summary>Where the browser goes with a no.</summary>
    public string DeniedAt { get; init; } = "";
}
