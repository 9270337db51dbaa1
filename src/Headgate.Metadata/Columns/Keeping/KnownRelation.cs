using System.Security.Cryptography;
using System.Text;
using Headgate.Metadata.Artifacts;

namespace Headgate.Metadata.Columns.Keeping;

/// <summary>A node as columns see it: what it is called in the warehouse, what it reads, and the code that was executed.</summary>
/// <param name="Outline">Its outline.</param>
/// <param name="DefinitionId">The row with all that the manifest says of it.</param>
/// <param name="Code">The code that was last executed, compressed; null for none.</param>
/// <param name="Catalog">What the warehouse says of it, compressed; null for nothing.</param>
internal sealed record KnownRelation(NodeOutline Outline, long DefinitionId, byte[]? Code, byte[]? Catalog)
{
    /// <summary>Whether it is no relation of its own: whoever reads it has its code within.</summary>
    public bool IsEphemeral => Outline is { ResourceType: "model", Materialized: "ephemeral" };

    /// <summary>Whether its columns come from a query.</summary>
    public bool IsQuery => Outline.ResourceType is "model" or "snapshot" && Code is not null;

    /// <summary>Whether its table may have columns that its query does not have.</summary>
    public bool MayHaveMore => Outline.ResourceType == "snapshot" || Outline.Materialized == "incremental";

    /// <summary>Database, schema and name as the code of others calls it.</summary>
    public (string? Database, string? Schema, string Name) Place =>
        Outline.RelationName is { Length: > 0 } relation && Parts(relation) is { Count: > 0 and <= 3 } parts
            ? (parts.Count > 2 ? parts[^3] : null, parts.Count > 1 ? parts[^2] : null, parts[^1])
            : (Outline.Database, Outline.Schema, Outline.Alias ?? Outline.Name);

    /// <summary>A digest of some texts, lower-case hex.</summary>
    public static string Digest(IEnumerable<string> texts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var text in texts)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(text));
            hash.AppendData("\0"u8);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>The parts of a name with dots, quotes taken away.</summary>
    private static List<string> Parts(string relation)
    {
        var (parts, part, quote) = (new List<string>(), new StringBuilder(), '\0');
        foreach (var c in relation)
        {
            if (c is '"' or '`' or '[' or ']' && (quote == '\0' || c == quote || (quote == '[' && c == ']')))
            {
                quote = quote == '\0' ? c : '\0';
            }
            else if (c == '.' && quote == '\0')
            {
                parts.Add(part.ToString());
                part.Clear();
            }
            else
            {
                part.Append(c);
            }
        }
        parts.Add(part.ToString());
        return parts.TrueForAll(p => p.Length > 0) ? parts : [];
    }
}
