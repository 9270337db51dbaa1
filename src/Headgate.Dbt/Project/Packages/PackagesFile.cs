using Headgate.Dbt.Project.Rendering;
using Headgate.Dbt.Yaml;

namespace Headgate.Dbt.Project.Packages;

/// <summary>The packages that a project asks for: <c>packages.yml</c>, or <c>packages</c> in <c>dependencies.yml</c>.</summary>
/// <param name="FileName">File they stand in.</param>
/// <param name="Packages">Entries in order.</param>
internal sealed record PackagesFile(string FileName, IReadOnlyList<PackageSpec> Packages)
{
    private static readonly string[] Kinds = ["local", "package", "git", "tarball", "private"];

    /// <summary>Reads the packages of a project; none where there is no file.</summary>
    /// <exception cref="DbtException">The files contradict each other or an entry is malformed.</exception>
    public static PackagesFile Read(string projectFolder, YamlRenderer renderer)
    {
        var packages = ReadMap(projectFolder, "packages.yml");
        var dependencies = ReadMap(projectFolder, "dependencies.yml");
        if (packages.ContainsKey("packages") && dependencies.ContainsKey("packages"))
        {
            throw Error("The 'packages' key cannot be specified in both packages.yml and dependencies.yml");
        }
        if (packages.ContainsKey("projects"))
        {
            throw Error("The 'projects' key cannot be specified in packages.yml");
        }
        var name = dependencies.ContainsKey("packages") ? "dependencies.yml" : "packages.yml";
        var written = (dependencies.ContainsKey("packages") ? dependencies : packages).GetValueOrDefault("packages");
        var list = renderer.Render(written, []) switch
        {
            null => [],
            List<object?> entries => entries,
            var other => throw Malformed($"{Text.PythonText.Repr(other)} is not of type 'array'"),
        };
        return new PackagesFile(name, list.ConvertAll(ReadEntry));
    }

    private static PackageSpec ReadEntry(object? entry)
    {
        if (entry is not OrderedDictionary<string, object?> map)
        {
            throw Malformed($"{Text.PythonText.Repr(entry)} is not of type 'object'");
        }
        var kind =
            Array.Find(Kinds, map.ContainsKey)
            ?? throw Malformed($"{Text.PythonText.Repr(entry)} is not valid under any of the given schemas");
        return new PackageSpec(kind, Text.PythonText.Str(map[kind]), map);
    }

    private static OrderedDictionary<string, object?> ReadMap(string folder, string name)
    {
        var path = Path.Combine(folder, name);
        if (!File.Exists(path))
        {
            return [];
        }
        try
        {
            return YamlDocument.Parse(File.ReadAllText(path)).Root as OrderedDictionary<string, object?> ?? [];
        }
        catch (YamlSyntaxException problem)
        {
            throw new DbtException(DbtErrorKind.Runtime, problem.Message, inner: problem);
        }
    }

    private static DbtException Malformed(string problem) =>
        Error(
            "The packages.yml file in this project is malformed. Please double check\nthe contents of this file and fix any errors before retrying.\n\n"
                + "You can find more information on the syntax for this file here:\nhttps://docs.getdbt.com/docs/package-management\n\n"
                + $"Validator Error:\n{problem}\n"
        );

    private static DbtException Error(string message) => new(DbtErrorKind.Runtime, message);
}
