using Headgate.Dbt.Project.Text;

namespace Headgate.Dbt.Project.Packages;

/// <summary>One entry of <c>packages.yml</c> or of its lock.</summary>
/// <param name="Kind">Key that names its origin: <c>local</c>, <c>package</c>, <c>git</c>, <c>tarball</c> or <c>private</c>.</param>
/// <param name="Entry">The whole entry, rendered.</param>
/// <param name="Unrendered">The entry as it is written: a secret in an address stays a template there.</param>
internal sealed record PackageSpec(string Kind, OrderedDictionary<string, object?> Entry, OrderedDictionary<string, object?> Unrendered)
{
    /// <summary>Value of the key that names the origin.</summary>
    public string Origin => PythonText.Str(Entry[Kind]);

    /// <summary>The same as it is written.</summary>
    public string UnrenderedOrigin => PythonText.Str(Unrendered.GetValueOrDefault(Kind) ?? Entry[Kind]);

    /// <summary>A text of the entry; null where it has none.</summary>
    public string? Text(string key) => Entry.GetValueOrDefault(key) is { } value ? PythonText.Str(value) : null;

    /// <summary>The texts of a key that takes one or a list.</summary>
    public IReadOnlyList<string> Texts(string key) =>
        Entry.GetValueOrDefault(key) switch
        {
            null => [],
            List<object?> list => list.ConvertAll(PythonText.Str),
            var one => [PythonText.Str(one)],
        };
}
