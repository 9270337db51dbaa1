namespace Headgate.Platform.Accounts;

/// <summary>An account as the operator sees it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Users">How many people have a place in it.</param>
/// <param name="Tokens">How many tokens of it are not revoked.</param>
/// <param name="CreatedAt">When it was made.</param>
public sealed record AccountSummary(long Id, string Name, int Users, int Tokens, DateTimeOffset CreatedAt);
