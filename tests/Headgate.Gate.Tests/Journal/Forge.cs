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

    /// <summary>Changes a text in a file and links all lines anew, as someone who has no key could.</summary>
    public static async Task ChainAsync(string path, string text, string replacement)
    {
        var lines = await File.ReadAllLinesAsync(path);
        string? previous = null;
        for (var i = 0; i < lines.Length; i++)
        {
            lines[i] = Again(lines[i].Replace(text, replacement, StringComparison.Ordinal), previous);
            previous = lines[i][^66..^2];
        }
        await File.WriteAllTextAsync(path, string.Concat(lines.Select(l => l + "\n")));
    }
}
