using System.Security.Cryptography;
using System.Text;

namespace Headgate.Gate.Tests.Journal;

/// <summary>Rewrites a line so that its own hash fits, as someone with an editor could.</summary>
internal static class Forge
{
    public static string Again(string line, string? previous)
    {
        var body = line[..^(",\"hash\":\"".Length + 64 + 2)];
        if (previous is not null)
        {
            body = body[..^65] + previous + "\"";
        }
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body)));
        return $"{body},\"hash\":\"{hash}\"}}";
    }
}
