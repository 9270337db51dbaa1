namespace Headgate.Platform.Accounts;

/// <summary>A token that the operator asks for.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Sets">Enum names of permission sets, for a service token.</param>
/// <param name="ProjectId">The one project in which the sets hold; null for all.</param>
/// <param name="Categories">Categories of environments in which sets that depend on it may write; <c>all</c> for every one.</param>
/// <param name="User">Address of a user, for a personal token; it takes no sets.</param>
/// <param name="ExpiresAt">Refused from then on; null for never.</param>
public sealed record NewTokenRequest(
    string Name,
    IReadOnlyList<string> Sets,
    long? ProjectId,
    IReadOnlyList<string> Categories,
    string? User,
    DateTimeOffset? ExpiresAt
);
