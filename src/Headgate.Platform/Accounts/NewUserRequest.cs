namespace Headgate.Platform.Accounts;

/// <summary>A person whom the operator adds to an account.</summary>
/// <param name="Email">Their address.</param>
/// <param name="Name">Given and family name; null to leave them empty.</param>
/// <param name="License">developer, read_only or it.</param>
/// <param name="Groups">Names of the groups that they join.</param>
public sealed record NewUserRequest(string Email, string? Name, string License, IReadOnlyList<string> Groups);
