using System.Buffers.Text;
using System.Text;
using Headgate.Catalogue;

namespace Headgate.Wire;

/// <summary>An e-mail address and a password as one credential, so that whoever signs in by them goes the path of every other caller.</summary>
public static class PasswordCredential
{
    /// <summary>How it begins.</summary>
    public const string Prefix = "hgp_";

    /// <summary>Most bytes of an address and a password together, in UTF-8: what fits into a credential.</summary>
    public const int MostBytes = 375;

    /// <summary>The credential of an address and a password.</summary>
    public static CallerCredential Of(string email, string password)
    {
        var bytes = Encoding.UTF8.GetBytes($"{email.Trim()}\n{password}");
        return bytes.Length > MostBytes
            ? new CallerCredential(new Secret(""), Reason.OversizedHeader)
            : new CallerCredential(new Secret(Prefix + Base64Url.EncodeToString(bytes)), null);
    }

    /// <summary>Reads one; false where the text is none.</summary>
    public static bool TryRead(string credential, out string email, out string password)
    {
        (email, password) = ("", "");
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
        (email, password) = (whole[..end], whole[(end + 1)..]);
        return true;
    }
}
