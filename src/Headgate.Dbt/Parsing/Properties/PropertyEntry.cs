using Headgate.Dbt.Artifacts;
using Headgate.Dbt.Project;
using Headgate.Dbt.Project.Files;
using Headgate.Dbt.Project.Text;

namespace Headgate.Dbt.Parsing.Properties;

/// <summary>One entry of a section of a property file, rendered; reads its keys and names those that are wrong as dbt does.</summary>
internal sealed class PropertyEntry
{
    /// <summary>Section: <c>models</c>, <c>sources</c> and so on.</summary>
    public required string Section { get; init; }

    /// <summary>Package of the file.</summary>
    public required Package Package { get; init; }

    /// <summary>The file.</summary>
    public required SourceFile File { get; init; }

    /// <summary>The entry with its templates rendered, descriptions and tests excepted.</summary>
    public required OrderedDictionary<string, object?> Data { get; init; }

    /// <summary>The entry as it was written.</summary>
    public OrderedDictionary<string, object?> Written { get; init; } = [];

    /// <summary>Line of the entry, from 1.</summary>
    public int Line { get; init; }

    /// <summary>Name of the entry.</summary>
    public string Name => RequiredText("name");

    /// <summary>Property file as nodes name it.</summary>
    public string PatchPath => $"{Package.Name}://{File.OriginalPath}";

    /// <summary>Description, or empty.</summary>
    public string Description => OptionalText("description") ?? "";

    /// <summary>The <c>config</c> map, or an empty one.</summary>
    public OrderedDictionary<string, object?> Config => Map("config") ?? [];

    public string RequiredText(string key) =>
        Data.TryGetValue(key, out var value) ? AsText(key, value) : throw Error($"at path []: '{key}' is a required property");

    public string? OptionalText(string key) => Data.GetValueOrDefault(key) is { } value ? AsText(key, value) : null;

    public OrderedDictionary<string, object?>? Map(string key) =>
        Data.GetValueOrDefault(key) switch
        {
            null => null,
            OrderedDictionary<string, object?> map => map,
            var other => throw WrongType(key, other, "object"),
        };

    public OrderedDictionary<string, object?> RequiredMap(string key) =>
        Map(key) ?? throw Error($"at path []: '{key}' is a required property");

    public List<object?> List(string key) =>
        Data.GetValueOrDefault(key) switch
        {
            null => [],
            List<object?> list => list,
            var other => throw WrongType(key, other, "array"),
        };

    /// <summary>A list of maps.</summary>
    public IEnumerable<OrderedDictionary<string, object?>> Maps(string key)
    {
        var index = 0;
        foreach (var item in List(key))
        {
            yield return item as OrderedDictionary<string, object?>
                ?? throw Error($"at path ['{key}'][{index}]: {PythonText.Repr(item)} is not of type 'object'");
            index++;
        }
    }

    public bool? Flag(string key) =>
        Data.GetValueOrDefault(key) switch
        {
            null => null,
            bool flag => flag,
            var other => throw WrongType(key, other, "boolean"),
        };

    /// <summary>The same place with other data; for parts of an entry.</summary>
    public PropertyEntry Part(OrderedDictionary<string, object?> data) =>
        new()
        {
            Section = Section,
            Package = Package,
            File = File,
            Data = data,
            Line = Line,
        };

    /// <summary>A failure that names section, file and entry.</summary>
    public DbtException Error(string reason) =>
        new(
            DbtErrorKind.Parsing,
            $"Invalid {Section} config given in {File.OriginalPath} @ {Section}: {PythonText.Repr(Shown())} - {reason}"
        )
        {
            Place = new(File.OriginalPath, Line, 0, null),
        };

    private string AsText(string key, object? value) => value as string ?? throw WrongType(key, value, "string");

    private DbtException WrongType(string key, object? value, string wanted) =>
        Error($"at path ['{key}']: {PythonText.Repr(value)} is not of type '{wanted}'");

    /// <summary>dbt adds the place to the entries of nodes before it checks them, and so shows it.</summary>
    private OrderedDictionary<string, object?> Shown()
    {
        var shown = PlainData.Clone(Data);
        if (Section is not ("models" or "seeds" or "snapshots" or "analyses" or "macros" or "data_tests" or "functions"))
        {
            return shown;
        }
        shown["original_file_path"] = File.OriginalPath;
        shown["yaml_key"] = Section;
        shown["package_name"] = Package.Name;
        return shown;
    }
}
