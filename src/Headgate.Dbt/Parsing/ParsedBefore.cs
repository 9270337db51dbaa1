using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Headgate.Dbt.Artifacts;

namespace Headgate.Dbt.Parsing;

/// <summary>
/// Which texts of nodes an earlier call has parsed as they are now. dbt does not render such nodes again while it parses, so that what
/// they log and print is not seen twice. Every call reads all files here; this keeps the console the same. Safe for several threads.
/// </summary>
internal sealed class ParsedBefore
{
    /// <summary>The file in the folder of artifacts.</summary>
    public const string FileName = "headgate_parsed.json";

    private readonly Dictionary<string, string> _before;
    private readonly ConcurrentDictionary<string, string> _now = new(StringComparer.Ordinal);

    private ParsedBefore(Dictionary<string, string> before) => _before = before;

    /// <summary>Nothing was parsed before.</summary>
    public static ParsedBefore Nothing => new([]);

    /// <summary>Reads what an earlier call left; a file that cannot be read is none.</summary>
    /// <param name="folder">The folder of artifacts.</param>
    public static ParsedBefore Read(string folder)
    {
        try
        {
            using var stream = File.OpenRead(Path.Combine(folder, FileName));
            return new(JsonSerializer.Deserialize(stream, ParsedBeforeJsonContext.Default.DictionaryStringString) ?? []);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return Nothing;
        }
    }

    /// <summary>Notes the text of a node; tells whether the earlier call had the same under the same circumstances.</summary>
    /// <param name="node">The node.</param>
    /// <param name="circumstances">What else its rendering hangs on: the digest of macros, variables and target.</param>
    public bool Note(ManifestNode node, string circumstances)
    {
        var digest = Digest([circumstances, node.OriginalFilePath, node.RawCode]);
        _now[node.UniqueId] = digest;
        return _before.TryGetValue(node.UniqueId, out var before) && before == digest;
    }

    /// <summary>Keeps what was noted for the next call. Where it cannot be kept, the next call is as loud as this one.</summary>
    /// <param name="folder">The folder of artifacts.</param>
    public void Write(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            var path = Path.Combine(folder, FileName);
            var sorted = new Dictionary<string, string>(_now.OrderBy(n => n.Key, StringComparer.Ordinal));
            File.WriteAllBytes(
                path + ".partial",
                JsonSerializer.SerializeToUtf8Bytes(sorted, ParsedBeforeJsonContext.Default.DictionaryStringString)
            );
            File.Move(path + ".partial", path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException) { }
    }

    /// <summary>One digest of several texts.</summary>
    public static string Digest(IEnumerable<string> texts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var text in texts)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(text));
            hash.AppendData([0]);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
