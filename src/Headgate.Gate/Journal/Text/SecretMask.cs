using System.Text.RegularExpressions;

namespace Headgate.Gate.Journal.Text;

/// <summary>Takes secrets out of text before it is kept: keys and tokens by their form, values by the name they stand under.</summary>
public static partial class SecretMask
{
    /// <summary>What stands where a secret stood.</summary>
    public const string Shown = "***";

    /// <summary>The text without secrets.</summary>
    /// <param name="text">A path, a query or a sentence.</param>
    public static string Apply(string text)
    {
        if (!MayHoldSecret(text))
        {
            return text;
        }
        var masked = Prefixed().Replace(text, "${kind}" + Shown);
        masked = Named().Replace(masked, "${name}" + Shown);
        return Authority().Replace(masked, "${scheme}" + Shown + "@");
    }

    private static bool MayHoldSecret(string text)
    {
        foreach (var c in text)
        {
            if (c is '_' or '=' or '@' or ':' or ' ')
            {
                return true;
            }
        }
        return false;
    }

    [GeneratedRegex(@"\b(?<kind>hga_|hgc_|hgf_|hgo_|hgr_|hgs_|hgl_|dbtc_|dbtu_|dbts_|whsec_)[A-Za-z0-9_\-]+", RegexOptions.NonBacktracking)]
    private static partial Regex Prefixed();

    [GeneratedRegex(
        @"(?<name>(?:[?&;]|\b)(?:[a-z0-9_]*token|api_?key|apikey|key|password|passwd|passphrase|secret|[a-z0-9_]*secret[a-z0-9_]*|authorization)(?:=|%3d)(?:bearer(?: |%20|\+)|token(?: |%20|\+))?)[^&;\s""]+",
        RegexOptions.NonBacktracking | RegexOptions.IgnoreCase
    )]
    private static partial Regex Named();

    [GeneratedRegex(@"(?<scheme>[a-z][a-z0-9+.\-]*://)[^/\s@]+@", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex Authority();
}
