namespace Headgate.Platform.Accounts;

/// <summary>What a name that the operator gives must be.</summary>
internal static class OperatorNames
{
    private const int Longest = 100;

    /// <summary>What is wrong with a name, or null.</summary>
    public static string? Fault(string kind, string name) =>
        name.Length is 0 or > Longest || name.Any(char.IsControl)
            ? $"The name of {(kind[0] is 'a' ? "an" : "a")} {kind} has 1 to {Longest} visible characters."
            : null;
}
