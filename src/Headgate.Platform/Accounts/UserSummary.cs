namespace Headgate.Platform.Accounts;

/// <summary>A person of an account as the operator sees them.</summary>
/// <param name="Id">Their id.</param>
/// <param name="Email">Their address.</param>
/// <param name="Name">Their name.</param>
/// <param name="License">developer, read_only or it.</param>
/// <param name="Groups">The groups that give them rights.</param>
public sealed record UserSummary(long Id, string Email, string Name, string License, IReadOnlyList<string> Groups);
