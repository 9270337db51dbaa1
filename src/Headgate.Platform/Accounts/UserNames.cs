using Headgate.Store.Model;

namespace Headgate.Platform.Accounts;

/// <summary>How people are called, and what the licences are, wherever they come from.</summary>
internal static class UserNames
{
    private const int LongestEmail = 254;

    /// <summary>The licences that a person can have.</summary>
    public static IReadOnlyList<string> Licenses { get; } = ["developer", "read_only", "it"];

    /// <summary>What is wrong with an address, or null.</summary>
    public static string? EmailFault(string email) =>
        email.Length > LongestEmail
        || email.Any(c => char.IsControl(c) || c == ' ')
        || email.Split('@') is not [{ Length: > 0 }, { Length: > 0 }]
            ? $"\"{email}\" is no e-mail address."
            : null;

    /// <summary>A new user.</summary>
    /// <param name="email">The address, in lower case.</param>
    /// <param name="name">Given and family name; null to leave them empty.</param>
    public static User New(string email, string? name)
    {
        var words = (name ?? "").Split(' ', 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return new User
        {
            Email = email,
            FirstName = words.ElementAtOrDefault(0) ?? "",
            LastName = words.ElementAtOrDefault(1) ?? "",
            EmailVerified = true,
        };
    }
}
