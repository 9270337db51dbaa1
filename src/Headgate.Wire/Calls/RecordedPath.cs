using System.Text;

namespace Headgate.Wire;

/// <summary>The request target as the record keeps it: short, printable, without credentials.</summary>
internal static class RecordedPath
{
    private const int Max = 256;

    private static readonly string[] SecretParameters =
    [
        "token",
        "access_token",
        "api_key",
        "apikey",
        "key",
        "secret",
        "password",
        "authorization",
    ];

    public static string Of(string rawTarget)
    {
        var question = rawTarget.IndexOf('?', StringComparison.Ordinal);
        var text = question < 0 ? rawTarget : rawTarget[..(question + 1)] + Mask(rawTarget[(question + 1)..]);
        return Sentences.Clean(text, Max);
    }

    private static string Mask(string query)
    {
        if (query.IndexOf('=', StringComparison.Ordinal) < 0)
        {
            return query;
        }
        var masked = new StringBuilder(query.Length);
        foreach (var pair in query.Split('&'))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            var name = equals < 0 ? pair : pair[..equals];
            masked.Append(masked.Length == 0 ? "" : "&").Append(name);
            if (equals >= 0)
            {
                masked.Append('=').Append(IsSecret(pair, name) ? "***" : pair[(equals + 1)..]);
            }
        }
        return masked.ToString();
    }

    /// <summary>Also where name or key are spelled with escapes, once or twice: whoever reads the record could undo them.</summary>
    private static bool IsSecret(string pair, string name)
    {
        var (plain, plainer) = (Uri.UnescapeDataString(pair), Uri.UnescapeDataString(Uri.UnescapeDataString(pair)));
        return SecretParameters.Contains(Uri.UnescapeDataString(name).ToLowerInvariant())
            || HoldsKey(pair)
            || HoldsKey(plain)
            || HoldsKey(plainer);
    }

    private static bool HoldsKey(string pair) =>
        pair.Contains("hga_", StringComparison.Ordinal)
        || pair.Contains("hgc_", StringComparison.Ordinal)
        || pair.Contains("hgf_", StringComparison.Ordinal)
        || pair.Contains("hgo_", StringComparison.Ordinal)
        || pair.Contains("hgs_", StringComparison.Ordinal)
        || pair.Contains("hgl_", StringComparison.Ordinal)
        || pair.Contains("dbtc_", StringComparison.Ordinal)
        || pair.Contains("dbtu_", StringComparison.Ordinal)
        || pair.Contains("hgr_", StringComparison.Ordinal);
}
