using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using Headgate.Catalogue;

namespace Headgate.Wire;

/// <summary>A challenge and what a passkey answers it as one credential, so that whoever signs in by them goes the path of every other caller.</summary>
public static class PasskeyCredential
{
    /// <summary>How it begins.</summary>
    public const string Prefix = "hgw_";

    /// <summary>Most characters of a challenge's state, and of an answer.</summary>
    public const int Longest = 16 * 1024;

    /// <summary>The credential of an answer.</summary>
    /// <param name="state">The state of the challenge, as it was given out.</param>
    /// <param name="answer">What the browser says, in the JSON of WebAuthn.</param>
    public static CallerCredential Of(string state, string answer) =>
        state.Length > Longest || answer.Length > Longest
            ? new CallerCredential(new Secret(""), Reason.OversizedHeader)
            : new CallerCredential(new Secret(Prefix + Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"{state}\n{answer}"))), null);

    /// <summary>Reads one; false where the text is none.</summary>
    public static bool TryRead(string credential, out string state, out string answer)
    {
        (state, answer) = ("", "");
        var text = credential.AsSpan(Prefix.Length);
        if (!Base64Url.IsValid(text))
        {
            return false;
        }
        var whole = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text));
        var end = whole.IndexOf('\n', StringComparison.Ordinal);
        if (end <= 0)
        {
            return false;
        }
        (state, answer) = (whole[..end], whole[(end + 1)..]);
        return IsJson(answer);
    }

    private static bool IsJson(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            return json.RootElement.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
