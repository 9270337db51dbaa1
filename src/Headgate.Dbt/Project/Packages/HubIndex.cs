using System.Text.Json;

namespace Headgate.Dbt.Project.Packages;

/// <summary>What the hub says of one package: <c>api/v1/NAMESPACE/NAME.json</c>, as of dbt's own package hub.</summary>
/// <param name="Versions">Its versions by their names.</param>
/// <param name="MovedTo">The package that it was renamed to; null where it was not.</param>
internal sealed record HubIndex(IReadOnlyDictionary<string, HubVersion> Versions, string? MovedTo)
{
    /// <summary>Reads the answer.</summary>
    /// <exception cref="FormatException">It has not the form of the hub.</exception>
    public static HubIndex Read(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            var versions = new Dictionary<string, HubVersion>(StringComparer.Ordinal);
            foreach (var version in root.GetProperty("versions").EnumerateObject())
            {
                versions[version.Name] = HubVersion.Read(version.Value);
            }
            return new(versions, Moved(root));
        }
        catch (Exception wrong) when (wrong is JsonException or KeyNotFoundException or InvalidOperationException or UriFormatException)
        {
            throw new FormatException(wrong.Message, wrong);
        }
    }

    private static string? Moved(JsonElement root)
    {
        var (space, name) = (Text(root, "redirectnamespace"), Text(root, "redirectname"));
        return space is null && name is null ? null : $"{space ?? Text(root, "namespace")}/{name ?? Text(root, "name")}";
    }

    private static string? Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
