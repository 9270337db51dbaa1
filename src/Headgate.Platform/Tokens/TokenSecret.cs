using System.Security.Cryptography;
using Headgate.Catalogue;

namespace Headgate.Platform.Tokens;

/// <summary>Makes secrets of tokens: a prefix and 43 characters of base 62 (256 random bits).</summary>
public static class TokenSecret
{
    /// <summary>Prefix of service tokens.</summary>
    public const string ServicePrefix = "dbtc_";

    /// <summary>Prefix of personal access tokens.</summary>
    public const string PersonalPrefix = "dbtu_";

    private const string Letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    /// <summary>Characters of a secret that lists may show.</summary>
    private const int HintLength = 9;

    /// <summary>A new secret.</summary>
    public static Secret New(string prefix) => new(prefix + RandomNumberGenerator.GetString(Letters, 43));

    /// <summary>What lists show of a secret: the prefix and four characters.</summary>
    public static string Hint(Secret secret) => secret.Reveal()[..HintLength];
}
