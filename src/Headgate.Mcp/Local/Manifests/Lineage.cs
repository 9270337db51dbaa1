using System.Text.Json;

namespace Headgate.Mcp.Local.Manifests;

/// <summary>What a thing stands on and what stands on it, as a tree in the form of dbt's tool.</summary>
internal sealed class Lineage(Manifest manifest, IReadOnlyList<string>? types, int depth)
{
    /// <summary>A thing can stand in the tree once for every path to it, so that the tree of a small project can be larger than any answer.</summary>
    private const int MostNodes = 5000;

    /// <summary>Clients read JSON to a depth of 64, of which each level takes two and the message around the tree some.</summary>
    private const int MostLevels = 25;

    private int _nodes;

    /// <summary>Whether the tree would have been larger than an answer may be.</summary>
    public bool IsCut { get; private set; }

    /// <summary>The tree of a thing.</summary>
    public JsonElement Of(string uniqueId)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteString("model_id"u8, uniqueId);
            Write(json, uniqueId, isChildren: false, [uniqueId], 0);
            Write(json, uniqueId, isChildren: true, [uniqueId], 0);
            json.WriteEndObject();
        }
        return JsonElement.Parse(bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
    }

    private void Write(Utf8JsonWriter json, string uniqueId, bool isChildren, HashSet<string> path, int level)
    {
        json.WriteStartArray(isChildren ? "children"u8 : "parents"u8);
        if (depth == 0 || level < depth)
        {
            foreach (var next in manifest.Next(uniqueId, isChildren).Where(IsWanted).Where(path.Add))
            {
                if (level == MostLevels || ++_nodes > MostNodes)
                {
                    IsCut = true;
                }
                else
                {
                    json.WriteStartObject();
                    json.WriteString("model_id"u8, next);
                    Write(json, next, isChildren, path, level + 1);
                    json.WriteEndObject();
                }
                path.Remove(next);
            }
        }
        json.WriteEndArray();
    }

    private bool IsWanted(string uniqueId) => types is null || types.Any(type => uniqueId.StartsWith(type, StringComparison.Ordinal));
}
