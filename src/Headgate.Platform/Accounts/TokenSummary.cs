namespace Headgate.Platform.Accounts;

/// <summary>A token as the operator sees it; never its secret.</summary>
/// <param name="Id">Its id among tokens of its kind.</param>
/// <param name="Kind"><c>service</c>, or <c>personal</c> for a user's.</param>
/// <param name="Name">Its name.</param>
/// <param name="Hint">The first characters of its secret.</param>
/// <param name="User">Address of the user whose it is; null for a service token.</param>
/// <param name="Rights">What it may: permission sets with their project; of a personal token the user's groups say it.</param>
/// <param name="ExpiresAt">Refused from then on; null for never.</param>
/// <param name="LastUsed">Last accepted call, to the minute.</param>
public sealed record TokenSummary(
    long Id,
    string Kind,
    string Name,
    string Hint,
    string? User,
    IReadOnlyList<string> Rights,
    DateTimeOffset? ExpiresAt,
    DateTimeOffset? LastUsed
);
