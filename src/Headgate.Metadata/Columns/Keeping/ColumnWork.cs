using System.Globalization;
using System.Text.Json;
using Headgate.Metadata.Artifacts;
using Headgate.Metadata.Columns.Binding;

namespace Headgate.Metadata.Columns.Keeping;

/// <summary>
/// Finds out where the columns of all nodes of an environment come from, from what is read to what reads it, so that each query finds the columns of the tables below it. What
/// neither has changed itself nor reads anything that has is taken over.
/// </summary>
/// <param name="relations">The nodes that have tables, by dbt's id.</param>
/// <param name="manifest">What the manifest says of columns, by the number of a definition.</param>
/// <param name="kept">What was found out before, by dbt's id: its checksum and the columns.</param>
/// <param name="binding">What binds queries.</param>
internal sealed class ColumnWork(
    IReadOnlyDictionary<string, KnownRelation> relations,
    IReadOnlyDictionary<long, IReadOnlyList<TableColumn>> manifest,
    IReadOnlyDictionary<string, (string Checksum, byte[] Columns)> kept,
    IBinding binding
)
{
    /// <summary>Part of every checksum: another number makes all be bound anew.</summary>
    private const string Form = "1";

    /// <summary>Times that a query is bound again because the columns of its own table turn out to be others.</summary>
    private const int MostRounds = 2;

    private readonly Dictionary<string, BoundTable> _tables = new(StringComparer.Ordinal);
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    /// <summary>What was found out, with its checksum: new, or taken over.</summary>
    public Dictionary<string, (string Checksum, byte[] Columns)> Found { get; } = new(StringComparer.Ordinal);

    /// <summary>Queries that had to be bound.</summary>
    public int Bound { get; private set; }

    /// <summary>Does it. Nodes that the time did not suffice for are not among what was found.</summary>
    /// <param name="hasTime">Whether there is time for one more query.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task RunAsync(Func<bool> hasTime, CancellationToken cancellation)
    {
        foreach (var id in InOrder().Where(_ => hasTime()))
        {
            var relation = relations[id];
            if (relation.IsQuery)
            {
                Found[id] = await FindAsync(id, relation, cancellation);
            }
        }
    }

    private async Task<(string Checksum, byte[] Columns)> FindAsync(string id, KnownRelation relation, CancellationToken cancellation)
    {
        var own = kept.TryGetValue(id, out var before) ? Columns(before.Columns) : null;
        var request = Request(id, relation, own);
        if (own is not null && before.Checksum == Checksum(request))
        {
            return before;
        }
        Bound++;
        for (var round = 0; ; round++)
        {
            var columns = relation.Outline.Language is "python"
                ? QueryColumns.Unknown("it is written in Python, and what a program does with columns is not seen from outside")
                : await binding.BindAsync(request, cancellation);
            var packed = Packed.Pack(JsonSerializer.SerializeToUtf8Bytes(columns, ColumnsJson.Default.QueryColumns));
            // What reads its own table reads what it makes itself, which is known now.
            own = Columns(packed);
            var again = Request(id, relation, own);
            if (Checksum(again) == Checksum(request) || round == MostRounds)
            {
                return (Checksum(again), packed);
            }
            request = again;
        }
    }

    /// <summary>Ids in an order in which everything stands behind what it reads; circles are cut somewhere.</summary>
    private IEnumerable<string> InOrder()
    {
        var stack = new Stack<(string Id, bool IsDone)>();
        foreach (var root in relations.Keys.Order(StringComparer.Ordinal))
        {
            stack.Push((root, false));
            while (stack.TryPop(out var at))
            {
                if (at.IsDone)
                {
                    yield return at.Id;
                }
                else if (_seen.Add(at.Id))
                {
                    stack.Push((at.Id, true));
                    foreach (var parent in relations[at.Id].Outline.Parents.Where(relations.ContainsKey))
                    {
                        stack.Push((parent, false));
                    }
                }
            }
        }
    }

    /// <summary>A query with the tables that it reads.</summary>
    /// <param name="id">The node.</param>
    /// <param name="relation">What is known of it.</param>
    /// <param name="own">The columns that its own table has; null where that is not known yet.</param>
    private BindRequest Request(string id, KnownRelation relation, IReadOnlyList<TableColumn>? own)
    {
        var sql = Packed.Text(relation.Code!);
        var read = new HashSet<string>(StringComparer.Ordinal);
        Collect(relation, read);
        read.Remove(id);
        List<BoundTable> tables = [.. read.Order(StringComparer.Ordinal).Select(Table)];
        // What adds to its own table reads it: at first it is taken to have what it reads.
        if (relation.MayHaveMore && sql.Contains(relation.Place.Name, StringComparison.OrdinalIgnoreCase))
        {
            tables.Add(Make(id, own is { Count: > 0 } ? own : [.. tables.SelectMany(table => table.Columns)]));
        }
        return new BindRequest(sql, tables);
    }

    /// <summary>The tables below a node; those that an ephemeral one reads stand in the code of whoever reads it.</summary>
    private void Collect(KnownRelation relation, HashSet<string> read)
    {
        var queue = new Queue<KnownRelation>([relation]);
        var through = new HashSet<string>(StringComparer.Ordinal);
        while (queue.TryDequeue(out var at))
        {
            foreach (var parent in at.Outline.Parents)
            {
                if (relations.TryGetValue(parent, out var known))
                {
                    if (!known.IsEphemeral)
                    {
                        read.Add(parent);
                    }
                    else if (through.Add(parent))
                    {
                        queue.Enqueue(known);
                    }
                }
            }
        }
    }

    private BoundTable Table(string id) =>
        _tables.TryGetValue(id, out var table)
            ? table
            : _tables[id] = Make(id, Found.TryGetValue(id, out var found) ? Columns(found.Columns) : []);

    private BoundTable Make(string id, IReadOnlyList<TableColumn> own)
    {
        var relation = relations[id];
        var (database, schema, name) = relation.Place;
        var catalog = relation.Catalog is { } said ? KnownColumns.OfCatalog(said) : [];
        IReadOnlyList<TableColumn> columns =
            own.Count > 0 && relation.Outline.ResourceType == "snapshot" ? [.. own, .. KnownColumns.OfSnapshots]
            : own.Count > 0 && relation.MayHaveMore ? [.. own, .. catalog]
            : own.Count > 0 ? own
            : catalog.Count > 0 ? catalog
            : manifest.GetValueOrDefault(relation.DefinitionId, []);
        return new BoundTable(
            id,
            database,
            schema,
            name,
            [.. columns.DistinctBy(column => column.Name, StringComparer.OrdinalIgnoreCase)],
            IsOpen: own.Count == 0 && catalog.Count == 0
        );
    }

    private static IReadOnlyList<TableColumn> Columns(byte[] packed) =>
        [
            .. JsonSerializer
                .Deserialize(Packed.Unpack(packed), ColumnsJson.Default.QueryColumns)!
                .Columns.Select(column => new TableColumn(column.Name, column.Type)),
        ];

    private static string Checksum(BindRequest request) =>
        KnownRelation.Digest([
            Form,
            request.Sql,
            .. request.Tables.SelectMany(table =>
                new[]
                {
                    table.Node,
                    table.Database ?? "",
                    table.Schema ?? "",
                    table.Name,
                    table.IsOpen ? "open" : "",
                    table.Columns.Count.ToString(CultureInfo.InvariantCulture),
                }.Concat(table.Columns.SelectMany(column => new[] { column.Name, column.Type ?? "" }))
            ),
        ]);
}
