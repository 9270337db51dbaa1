using System.Text.Json;

namespace Headgate.Metadata.Artifacts;

/// <summary>Reads <c>catalog.json</c> table by table.</summary>
internal static class CatalogReader
{
    /// <summary>Reads a catalog.</summary>
    /// <exception cref="UnreadableArtifactException">It is none.</exception>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public static async Task<ReadCatalog> ReadAsync(Stream stream, CancellationToken cancellation)
    {
        using var pump = new JsonPump(stream);
        var catalog = new ReadCatalog();
        var hasNodes = false;
        await pump.ObjectAsync(cancellation);
        while (await pump.NameAsync(cancellation) is { } name)
        {
            switch (name)
            {
                case "nodes" or "sources":
                    hasNodes |= name == "nodes";
                    await ReadTablesAsync(pump, catalog, cancellation);
                    break;
                case "metadata":
                    using (var facts = JsonDocument.Parse(await pump.ValueAsync(cancellation)))
                    {
                        catalog.Facts = ArtifactFacts.Of(facts.RootElement);
                    }
                    break;
                default:
                    await pump.SkipAsync(cancellation);
                    break;
            }
        }
        return hasNodes ? catalog : throw new UnreadableArtifactException("it has no nodes, so it is no catalog");
    }

    private static async Task ReadTablesAsync(JsonPump pump, ReadCatalog catalog, CancellationToken cancellation)
    {
        await pump.ObjectAsync(cancellation);
        while (await pump.NameAsync(cancellation) is { } id)
        {
            var value = await pump.ValueAsync(cancellation);
            if (catalog.Tables.Count >= ArtifactLimits.Entries)
            {
                throw new UnreadableArtifactException($"it has more than {ArtifactLimits.Entries} tables");
            }
            if (id.Length <= ArtifactLimits.Id)
            {
                catalog.Tables[id] = Packed.Pack(value.Span);
            }
        }
    }
}
