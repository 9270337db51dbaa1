using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Headgate.Gate.Journal.Text;

namespace Headgate.Gate.Foreign;

/// <summary>
/// Reads a list of tools. Only its contents count, not their order nor the order of keys: a server that sends the same in another order has changed nothing. Names that
/// come to one here are withheld, all of them: the one that was there first has no better right.
/// </summary>
internal static class ForeignDefinitions
{
    /// <summary>What makes a tool what it is. Icons and the like are neither shown nor compared.</summary>
    private static readonly string[] Members = ["annotations", "description", "inputSchema", "name", "outputSchema", "title"];

    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The definitions by the names of their server, and the names under which something was listed that is no tool.</summary>
    public static (IReadOnlyList<ForeignDefinition> Tools, IReadOnlyList<string> Unnamed) Of(string server, IEnumerable<JsonElement> listed)
    {
        var tools = new Dictionary<string, ForeignDefinition>(StringComparer.Ordinal);
        List<string> unnamed = [];
        foreach (var tool in listed)
        {
            if (NameOf(tool) is not { } name)
            {
                unnamed.Add(
                    tool.ValueKind == JsonValueKind.Object && tool.TryGetProperty("name", out var sent)
                        ? VisibleText.Of(sent.ToString(), 80)
                        : "(without a name)"
                );
                continue;
            }
            var read = Read(server, name, tool);
            tools[name] = tools.TryAdd(name, read) ? read : read with { LeftOut = "its server lists it more than once" };
        }
        return (
            [
                .. tools
                    .Values.GroupBy(t => ForeignNames.Folded(t.Name), StringComparer.Ordinal)
                    .SelectMany(alike => alike.Count() == 1 ? alike : alike.Select(t => Clashing(t, alike)))
                    .OrderBy(t => t.Tool, StringComparer.Ordinal),
            ],
            unnamed
        );
    }

    private static ForeignDefinition Clashing(ForeignDefinition tool, IEnumerable<ForeignDefinition> alike)
    {
        var others = alike.Where(t => t.Tool != tool.Tool).Select(t => $"\"{t.Tool}\"").Order(StringComparer.Ordinal).Take(5);
        return tool with { LeftOut = $"its name cannot be told from that of {string.Join(", ", others)}" };
    }

    private static string? NameOf(JsonElement tool) =>
        tool.ValueKind == JsonValueKind.Object
        && tool.TryGetProperty("name", out var name)
        && name.ValueKind == JsonValueKind.String
        && name.GetString() is { } text
        && ForeignNames.IsTool(text)
            ? text
            : null;

    private static ForeignDefinition Read(string server, string name, JsonElement tool)
    {
        var fault = ForeignSchemas.Fault(tool);
        var bytes = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(bytes, Readable))
        {
            json.WriteStartObject();
            foreach (var member in Members)
            {
                if (tool.TryGetProperty(member, out var value) && value.ValueKind != JsonValueKind.Null)
                {
                    json.WritePropertyName(member);
                    WriteSorted(json, value);
                }
            }
            json.WriteEndObject();
        }
        var isLarge = bytes.WrittenCount > ForeignSchemas.Largest;
        return new ForeignDefinition(
            name,
            ForeignNames.Of(server, name),
            isLarge ? $"{{\"name\":\"{name}\"}}" : Encoding.UTF8.GetString(bytes.WrittenSpan),
            Convert.ToHexStringLower(SHA256.HashData(bytes.WrittenSpan)),
            isLarge ? $"its definition has more than {ForeignSchemas.Largest} bytes" : fault
        );
    }

    private static void WriteSorted(Utf8JsonWriter json, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                json.WriteStartObject();
                foreach (var property in value.EnumerateObject().OrderBy(p => p.Name, StringComparer.Ordinal))
                {
                    json.WritePropertyName(property.Name);
                    WriteSorted(json, property.Value);
                }
                json.WriteEndObject();
                break;
            case JsonValueKind.Array:
                json.WriteStartArray();
                foreach (var item in value.EnumerateArray())
                {
                    WriteSorted(json, item);
                }
                json.WriteEndArray();
                break;
            default:
                value.WriteTo(json);
                break;
        }
    }
}
