using System.Text.Json;

namespace Headgate.Gate.Policies;

/// <summary>Names in policy files: those that a reader takes for equal are equal.</summary>
internal static class PolicyNames
{
    /// <summary>Whether two names look the same: case and blanks at the ends do not tell them apart.</summary>
    public static bool Same(string one, string other) => string.Equals(Folded(one), Folded(other), StringComparison.Ordinal);

    /// <summary>A name in a message, cut and with what cannot be seen written out.</summary>
    public static string Quote(string name) => JsonSerializer.Serialize(name.Length > 60 ? name[..60] + "…" : name);

    private static string Folded(string name) => name.Trim().ToUpperInvariant();
}
