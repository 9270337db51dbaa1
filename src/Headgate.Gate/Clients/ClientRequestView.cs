namespace Headgate.Gate.Clients;

/// <summary>What a client asks a person for.</summary>
/// <param name="ClientId">The client's id.</param>
/// <param name="ClientName">What it calls itself, for which nobody vouches.</param>
/// <param name="DescribedAt">The host that describes it; null for one that registered by itself.</param>
/// <param name="RedirectUri">Where it gets its answer.</param>
/// <param name="Resource">The door that it wants to use.</param>
/// <param name="DeniedAt">Where the browser goes with a no.</param>
public sealed record ClientRequestView(
    string ClientId,
    string ClientName,
    string? DescribedAt,
    string RedirectUri,
    string Resource,
    string DeniedAt
);
