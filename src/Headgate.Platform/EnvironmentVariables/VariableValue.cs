using Headgate.Catalogue;
using Headgate.Store.Model;
using Headgate.Store.Secrets;

namespace Headgate.Platform.EnvironmentVariables;

/// <summary>The value in a row: readable, or sealed where the name is a secret's.</summary>
internal static class VariableValue
{
    /// <summary>Most characters of a value.</summary>
    public const int Longest = 8192;

    /// <summary>What is shown of every secret, whatever its length.</summary>
    public const string Mask = "**********";

    /// <summary>Writes a value in the form that the row's name asks for.</summary>
    public static void Write(EnvironmentVariable row, string value, SecretsAtRest secrets)
    {
        var isSecret = VariableNames.IsSecret(row.Name);
        row.RawValue = isSecret ? null : value;
        row.SecretValue = isSecret ? secrets.Seal(new Secret(value)) : null;
    }

    /// <summary>The value itself, for a run.</summary>
    public static string Read(EnvironmentVariable row, SecretsAtRest secrets) =>
        row.SecretValue is { } stored ? secrets.Open(stored).Reveal() : row.RawValue ?? "";

    /// <summary>What answers show.</summary>
    public static string Shown(EnvironmentVariable row) =>
        row.SecretValue is not null || VariableNames.IsSecret(row.Name) ? Mask : row.RawValue ?? "";

    /// <summary>Whether a value is only what was shown of a secret, sent back by a client that writes what it has read.</summary>
    public static bool IsMaskOf(string name, string? value) =>
        VariableNames.IsSecret(name) && string.Equals(value, Mask, StringComparison.Ordinal);

    /// <summary>What is wrong with the first value of a variable, in words; null where nothing is.</summary>
    public static string? Fault(string name, string value) =>
        value.Length == 0 ? "must not be empty"
        : IsMaskOf(name, value) ? $"{Mask} is what is shown of a secret; send the secret itself"
        : null;
}
