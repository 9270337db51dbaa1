using Headgate.Dbt.Project;
using Headgate.Dbt.Project.Files;
using Headgate.Dbt.Project.Rendering;
using Headgate.Dbt.Yaml;

namespace Headgate.Dbt.Parsing.Properties;

/// <summary>Reads property files into entries.</summary>
internal sealed class PropertyFiles(Package package, YamlRenderer renderer, WarningLog warnings)
{
    private static readonly string[] SectionNames =
    [
        "models",
        "seeds",
        "snapshots",
        "data_tests",
        "sources",
        "macros",
        "analyses",
        "exposures",
        "groups",
        "metrics",
        "semantic_models",
        "saved_queries",
        "unit_tests",
        "functions",
    ];

    /// <summary>The entries of all files in order.</summary>
    /// <exception cref="DbtException">A file is not YAML, or a section is no list of named entries.</exception>
    public List<PropertyEntry> Read(IReadOnlyList<SourceFile> files)
    {
        var documents = new YamlDocument?[files.Count];
        if (files.Count < 4)
        {
            for (var i = 0; i < documents.Length; i++)
            {
                documents[i] = Parse(files[i]);
            }
        }
        else
        {
            Parallel.For(0, documents.Length, i => documents[i] = TryParse(files[i]));
        }
        var entries = new List<PropertyEntry>();
        for (var i = 0; i < documents.Length; i++)
        {
            ReadSections(files[i], documents[i] ?? Parse(files[i]), entries);
        }
        return entries;
    }

    /// <summary>Parsing side by side must report the first failing file, so failures are met again in order.</summary>
    private static YamlDocument? TryParse(SourceFile file)
    {
        try
        {
            return YamlDocument.Parse(file.Text);
        }
        catch (YamlSyntaxException)
        {
            return null;
        }
    }

    private YamlDocument Parse(SourceFile file)
    {
        try
        {
            return YamlDocument.Parse(file.Text);
        }
        catch (YamlSyntaxException problem)
        {
            var reason = string.Join('\n', problem.Message.Split('\n').Select(line => "  " + line));
            throw new DbtException(
                DbtErrorKind.Parsing,
                $"Error reading {package.Name}: {file.RelativePath} - Runtime Error\n{reason}",
                inner: problem
            );
        }
    }

    private void ReadSections(SourceFile file, YamlDocument document, List<PropertyEntry> entries)
    {
        foreach (var duplicate in document.DuplicateKeys)
        {
            warnings.Deprecate(
                "DuplicateYAMLKeysDeprecation",
                $"Duplicate key '{duplicate.Key}' in \"<unicode string>\", line {duplicate.Line}, column {duplicate.Column} in file `{file.OriginalPath}`"
            );
        }
        if (document.Root is null)
        {
            return;
        }
        if (document.Root is not OrderedDictionary<string, object?> root)
        {
            throw new DbtException(DbtErrorKind.Validation, $"Contents of file '{file.OriginalPath}' are not valid. Dictionary expected.");
        }
        if (root.TryGetValue("version", out var version) && version is not 2L)
        {
            throw Invalid(file, version is long ? $"version {version} is not supported" : "the version is not an integer");
        }
        foreach (var section in SectionNames)
        {
            if (root.TryGetValue(section, out var value) && value is not null)
            {
                ReadSection(file, document, section, value, entries);
            }
        }
    }

    private void ReadSection(SourceFile file, YamlDocument document, string section, object value, List<PropertyEntry> entries)
    {
        if (value is not List<object?> list)
        {
            throw Invalid(file, $"the value of '{section}' is not a list");
        }
        foreach (var element in list)
        {
            if (element is not OrderedDictionary<string, object?> map)
            {
                throw Invalid(file, $"a list element for '{section}' is not a dictionary");
            }
            if (!map.ContainsKey("name") && section == "data_tests")
            {
                // As with dbt: the key is also where test blocks stand that others refer to by anchors.
                warnings.Note(
                    $"Unable to parse 'data_tests' section of file '{file.OriginalPath}'\nParsing Error\n  Entry did not contain a name"
                );
                return;
            }
            if (!map.ContainsKey("name"))
            {
                throw Invalid(file, $"a list element for '{section}' does not have a name attribute.");
            }
            entries.Add(
                new PropertyEntry
                {
                    Section = section,
                    Package = package,
                    File = file,
                    Data = Render(file, section, map),
                    Written = map,
                    Line = document.LineOf(map),
                }
            );
        }
    }

    private OrderedDictionary<string, object?> Render(SourceFile file, string section, OrderedDictionary<string, object?> map)
    {
        try
        {
            var rendered =
                (OrderedDictionary<string, object?>)renderer.Render(map, [], path => PropertyRendering.IsRendered(section, path))!;
            if (section == "sources")
            {
                Sources.SourceRendering.Keep(rendered, map);
            }
            return rendered;
        }
        catch (DbtException problem) when (problem.Kind == DbtErrorKind.Compilation)
        {
            throw new DbtException(
                DbtErrorKind.Parsing,
                $"Failed to render {file.OriginalPath} from project {package.Name}: {problem.Message}",
                inner: problem
            );
        }
    }

    private static DbtException Invalid(SourceFile file, string reason) =>
        new(DbtErrorKind.Parsing, $"The schema file at {file.OriginalPath} is invalid because {reason}");
}
