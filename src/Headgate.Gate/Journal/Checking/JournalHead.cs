using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Headgate.Gate.Journal.Checking;

/// <summary>
/// A signed statement that a journal's record of this number has this hash, and with it every record before it. What checkpoints say inside the
/// journal, the anchor beside the key, and witnesses outside of the folder.
/// </summary>
/// <param name="Journal">Names the journal: the hash of its first record.</param>
/// <param name="Sequence">The record's number.</param>
/// <param name="Hash">Its hash, 64 hexadecimal digits.</param>
/// <param name="Time">When it was signed (UTC).</param>
/// <param name="Key">Names the signing key.</param>
/// <param name="Signature">ECDSA P-256 over the four members before the key, in base64.</param>
public sealed record JournalHead(string Journal, long Sequence, string Hash, DateTimeOffset Time, string Key, string Signature)
{
    private const string Mark = "headgate-head:1:";
    private const int CheckLength = 8;

    internal string Statement =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"headgate journal head\n{Journal}\n{Sequence}\n{Hash}\n{Time.UtcDateTime:yyyyMMddTHHmmss.fffffffZ}\n"
        );

    /// <summary>Reads the text that <see cref="ToString"/> gives; null where it is none, or where a character of it was changed.</summary>
    /// <param name="text">One line.</param>
    public static JournalHead? TryParse(string text)
    {
        text = text.Trim();
        if (text.Length > 512 || !text.StartsWith(Mark, StringComparison.Ordinal))
        {
            return null;
        }
        var parts = text[Mark.Length..].Split(':');
        return
            parts.Length == 7
            && IsHash(parts[0])
            && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
            && IsHash(parts[2])
            && DateTimeOffset.TryParseExact(
                parts[3],
                "yyyyMMddTHHmmss.fffffffZ",
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal,
                out var time
            )
            && string.Equals(parts[6], Check(text[..^(CheckLength + 1)]), StringComparison.Ordinal)
            ? new(parts[0], sequence, parts[2], time, parts[4], parts[5])
            : null;
    }

    /// <summary>The head as one word without spaces, with a check at its end, so that one wrong character is noticed.</summary>
    public override string ToString()
    {
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"{Mark}{Journal}:{Sequence}:{Hash}:{Time.UtcDateTime:yyyyMMddTHHmmss.fffffffZ}:{Key}:{Signature}"
        );
        return $"{text}:{Check(text)}";
    }

    internal static JournalHead Sign(CheckpointKey key, string journal, long sequence, string hash, DateTimeOffset time)
    {
        var head = new JournalHead(journal, sequence, hash, time, key.Id, "");
        return head with { Signature = key.Sign(head.Statement) };
    }

    private static bool IsHash(string text) => text.Length == JournalLine.HashLength && text.All(char.IsAsciiHexDigitLower);

    private static string Check(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(text)))[..CheckLength];
}
