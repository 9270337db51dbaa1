using Headgate.Dbt.Project.Rendering;
using Headgate.Dbt.Yaml;

namespace Headgate.Dbt.Project;

/// <summary>Reads <c>selectors.yml</c>; the selection itself reads the definitions.</summary>
internal static class SelectorsFile
{
    /// <summary>Definitions by name; empty where there is no file.</summary>
    /// <exception cref="DbtException">The file is no list of selectors.</exception>
    public static OrderedDictionary<string, object?> Read(string projectFolder, YamlRenderer renderer)
    {
        var path = Path.Combine(projectFolder, "selectors.yml");
        var selectors = new OrderedDictionary<string, object?>();
        if (!File.Exists(path))
        {
            return selectors;
        }
        foreach (var selector in Entries(path, renderer))
        {
            if (selector is not OrderedDictionary<string, object?> map || map.GetValueOrDefault("name") is not string name)
            {
                throw Malformed($"{Text.PythonText.Repr(selector)} has no name");
            }
            if (!map.ContainsKey("definition"))
            {
                throw Malformed($"the selector '{name}' has no definition");
            }
            selectors[name] = map;
        }

        return selectors;
    }

    private static List<object?> Entries(string path, YamlRenderer renderer)
    {
        try
        {
            var root = renderer.Render(YamlDocument.Parse(File.ReadAllText(path)).Root, []) as OrderedDictionary<string, object?>;
            return root?.GetValueOrDefault("selectors") as List<object?> ?? throw Malformed("the key 'selectors' is not a list");
        }
        catch (YamlSyntaxException problem)
        {
            throw new DbtException(DbtErrorKind.Runtime, $"Could not read selector file data: {problem.Message}", inner: problem);
        }
    }

    private static DbtException Malformed(string problem) =>
        new(
            DbtErrorKind.Runtime,
            "The selectors.yml file in this project is malformed. Please double check\nthe contents of this file and fix any errors before retrying.\n\n"
                + "You can find more information on the syntax for this file here:\nhttps://docs.getdbt.com/docs/package-management\n\n"
                + $"Validator Error:\n{problem}\n"
        );
}
