using System.Runtime.CompilerServices;

namespace Headgate.Dbt.Yaml;

/// <summary>A YAML file as plain data, with the places of its maps and lists.</summary>
internal sealed class YamlDocument
{
    private readonly ConditionalWeakTable<object, object> _lines;

    public YamlDocument(object? root, IReadOnlyList<DuplicateKey> duplicateKeys, ConditionalWeakTable<object, object> lines)
    {
        Root = root;
        DuplicateKeys = duplicateKeys;
        _lines = lines;
    }

    /// <summary>The whole document; null for an empty file.</summary>
    public object? Root { get; }

    /// <summary>Keys that a map has twice; the later one holds.</summary>
    public IReadOnlyList<DuplicateKey> DuplicateKeys { get; }

    /// <summary>Line of a map or list of this document, from 1; 0 where it is not from here.</summary>
    public int LineOf(object? value) => value is not null && _lines.TryGetValue(value, out var line) ? (int)line : 0;

    /// <summary>Reads YAML as PyYAML's safe loader does: YAML 1.1 scalars, merge keys, anchors.</summary>
    /// <exception cref="YamlSyntaxException">The text is not YAML.</exception>
    public static YamlDocument Parse(string text) => new YamlReader(text).Read();
}
