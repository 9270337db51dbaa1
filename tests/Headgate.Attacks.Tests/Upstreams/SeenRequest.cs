using System.Text;

namespace Headgate.Attacks.Tests.Upstreams;

/// <summary>What the account elsewhere was sent, byte for byte.</summary>
/// <param name="Method">The method.</param>
/// <param name="Target">Path and query, as they came.</param>
/// <param name="Headers">Lines of the head.</param>
/// <param name="Body">The body.</param>
internal sealed record SeenRequest(string Method, string Target, IReadOnlyList<string> Headers, byte[] Body)
{
    public string Path => Uri.UnescapeDataString(Target.Split('?')[0]);

    public string Query =>
        Uri.UnescapeDataString(
            Target.Contains('?', StringComparison.Ordinal) ? Target[(Target.IndexOf('?', StringComparison.Ordinal) + 1)..] : ""
        );

    public string Text => Encoding.UTF8.GetString(Body);

    public string? Header(string name) =>
        Headers
            .Where(h => h.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))
            .Select(h => h[(name.Length + 1)..].Trim())
            .FirstOrDefault();
}
