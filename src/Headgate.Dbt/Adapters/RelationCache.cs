using System.Collections.Concurrent;

namespace Headgate.Dbt.Adapters;

/// <summary>
/// The relations of the schemas that a command works in, so that a node need not ask the database what is there. Safe for
/// several workers: each schema's relations stand in a table of their own, and every operation is one look-up, however many relations there are.
/// </summary>
internal sealed class RelationCache
{
    private readonly ConcurrentDictionary<(string Database, string Schema), ConcurrentDictionary<string, Relation>> _schemas = new();
    private readonly RelationLinks _links = new();

    /// <summary>Is this schema's content known?</summary>
    public bool Knows(string? database, string? schema) => _schemas.ContainsKey(Key(database, schema));

    /// <summary>Takes in all relations of a schema; what was known of it before is forgotten.</summary>
    public void Fill(string? database, string? schema, IEnumerable<Relation> relations)
    {
        var content = new ConcurrentDictionary<string, Relation>(StringComparer.OrdinalIgnoreCase);
        foreach (var relation in relations)
        {
            content[relation.Identifier ?? ""] = relation;
        }
        _schemas[Key(database, schema)] = content;
    }

    /// <summary>The relations of a schema; empty where it is not known.</summary>
    public IReadOnlyCollection<Relation> Of(string? database, string? schema) =>
        _schemas.TryGetValue(Key(database, schema), out var content) ? [.. content.Values] : [];

    /// <summary>The relation of this name, or null.</summary>
    public Relation? Find(string? database, string? schema, string? identifier) =>
        _schemas.TryGetValue(Key(database, schema), out var content) ? content.GetValueOrDefault(identifier ?? "") : null;

    /// <summary>A relation was made.</summary>
    public void Add(Relation relation)
    {
        if (_schemas.TryGetValue(Key(relation.Database, relation.Schema), out var content))
        {
            content[relation.Identifier ?? ""] = relation;
        }
    }

    /// <summary>A relation reads another one, and goes when that one is dropped.</summary>
    public void Link(RelationKey dependent, RelationKey referenced) => _links.Add(dependent, referenced);

    /// <summary>A relation was dropped.</summary>
    public void Drop(Relation relation)
    {
        var key = RelationKey.Of(relation);
        Remove(key);
        foreach (var dependent in _links.Drop(key))
        {
            Remove(dependent);
        }
    }

    /// <summary>A relation took another name.</summary>
    public void Rename(Relation from, Relation to)
    {
        Remove(RelationKey.Of(from));
        _links.Rename(RelationKey.Of(from), RelationKey.Of(to));
        Add(to with { Type = from.Type ?? to.Type });
    }

    /// <summary>A schema was dropped with all it held.</summary>
    public void RemoveSchema(string? database, string? schema) => _schemas.TryRemove(Key(database, schema), out _);

    private void Remove(RelationKey key)
    {
        if (_schemas.TryGetValue((key.Database, key.Schema), out var content))
        {
            content.TryRemove(key.Identifier, out _);
        }
    }

    private static (string Database, string Schema) Key(string? database, string? schema) =>
        ((database ?? "").ToLowerInvariant(), (schema ?? "").ToLowerInvariant());
}
