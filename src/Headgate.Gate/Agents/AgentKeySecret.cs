using System.Numerics;
using System.Security.Cryptography;
using Headgate.Catalogue;

namespace Headgate.Gate.Agents;

/// <summary>Makes keys of agents: <c>hga_</c> and 43 letters and digits that carry 256 random bits.</summary>
internal static class AgentKeySecret
{
    /// <summary>How every key begins.</summary>
    public const string Prefix = "hga_";

    /// <summary>Characters after the prefix.</summary>
    public const int Length = 43;

    private const string Digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    /// <summary>A new key.</summary>
    /// <param name="prefix">How it begins.</param>
    public static Secret New(string prefix = Prefix)
    {
        var number = new BigInteger(RandomNumberGenerator.GetBytes(32), isUnsigned: true);
        var text = new char[Length];
        for (var i = Length - 1; i >= 0; i--)
        {
            number = BigInteger.DivRem(number, Digits.Length, out var digit);
            text[i] = Digits[(int)digit];
        }
        return new Secret(prefix + new string(text));
    }

    /// <summary>What lists show of a key: its last four characters.</summary>
    public static string Hint(Secret key) => key.Reveal()[^4..];

    /// <summary>Whether a text has the form of a key; anything else is not looked up.</summary>
    /// <param name="credential">The text.</param>
    /// <param name="prefix">How it has to begin.</param>
    public static bool HasForm(string credential, string prefix = Prefix)
    {
        if (credential.Length != prefix.Length + Length || !credential.StartsWith(prefix, StringComparison.Ordinal))
        {
            return false;
        }
        foreach (var c in credential.AsSpan(prefix.Length))
        {
            if (!char.IsAsciiLetterOrDigit(c))
            {
                return false;
            }
        }
        return true;
    }
}
