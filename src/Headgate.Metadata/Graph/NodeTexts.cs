using System.Text.Json;
using Headgate.Metadata.Artifacts;
using Headgate.Metadata.State;
using Headgate.Store;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Metadata.Graph;

/// <summary>
/// All that is kept of nodes beyond their outlines, read for one answer. Whoever will probably be asked about is announced, and read in one piece with the first that is.
/// </summary>
internal sealed class NodeTexts(IDbContextFactory<HeadgateDb> databases)
{
    private const int Most = 500;

    private readonly Shelf _bodies = new(
        (db, ids) => db.MetadataDefinitions.Where(d => ids.Contains(d.Id)).Select(d => new KeptText(d.Id, d.Body))
    );

    private readonly Shelf _code = new(
        (db, ids) => db.MetadataNodes.Where(n => ids.Contains(n.Id)).Select(n => new KeptText(n.Id, n.CompiledCode))
    );

    private readonly Shelf _catalogs = new(
        (db, ids) => db.MetadataNodes.Where(n => ids.Contains(n.Id)).Select(n => new KeptText(n.Id, n.Catalog))
    );

    /// <summary>Announces a node.</summary>
    public void Announce(ViewNode node)
    {
        _bodies.Announce(node.DefinitionId);
        _code.Announce(node.RowId);
        _catalogs.Announce(node.CatalogFrom is null ? 0 : node.RowId);
    }

    /// <summary>What the manifest says; of kind Undefined for nothing.</summary>
    public async ValueTask<JsonElement> BodyAsync(ViewNode node, CancellationToken cancellation) =>
        node.Body is { } body ? Json(body) : Json(await _bodies.FindAsync(databases, node.DefinitionId, cancellation));

    /// <summary>What the warehouse says; of kind Undefined for nothing.</summary>
    public async ValueTask<JsonElement> CatalogAsync(ViewNode node, CancellationToken cancellation) =>
        node.Catalog is { } table ? Json(table)
        : node.CatalogFrom is null ? default
        : Json(await _catalogs.FindAsync(databases, node.RowId, cancellation));

    /// <summary>The code that was executed; null for none.</summary>
    public async ValueTask<string?> CodeAsync(ViewNode node, CancellationToken cancellation) =>
        node.CompiledCode is { } code ? Packed.Text(code)
        : node.RowId > 0 && await _code.FindAsync(databases, node.RowId, cancellation) is { } kept ? Packed.Text(kept)
        : null;

    private static JsonElement Json(byte[]? packed) => packed is null ? default : JsonElement.Parse(Packed.Unpack(packed));

    private sealed record KeptText(long Id, byte[]? Text);

    /// <summary>Texts of one kind by the number of their row.</summary>
    private sealed class Shelf(Func<HeadgateDb, List<long>, IQueryable<KeptText>> read)
    {
        private readonly Dictionary<long, byte[]?> _read = [];
        private readonly HashSet<long> _announced = [];

        public void Announce(long id)
        {
            if (id > 0)
            {
                _announced.Add(id);
            }
        }

        public async ValueTask<byte[]?> FindAsync(IDbContextFactory<HeadgateDb> databases, long id, CancellationToken cancellation)
        {
            if (id == 0)
            {
                return null;
            }
            if (_read.TryGetValue(id, out var text))
            {
                return text;
            }
            var ids = _announced.Where(other => other != id && !_read.ContainsKey(other)).Take(Most - 1).Append(id).ToList();
            await using var db = await databases.CreateDbContextAsync(cancellation);
            ids.ForEach(one => _read[one] = null);
            foreach (var row in await read(db, ids).ToListAsync(cancellation))
            {
                _read[row.Id] = row.Text;
            }
            return _read[id];
        }
    }
}
