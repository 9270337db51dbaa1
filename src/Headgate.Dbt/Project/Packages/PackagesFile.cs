using Headgate.Dbt.Project.Rendering;
using Headgate.Dbt.Project.Text;
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
        var list = written is string template ? renderer.RenderText(template) : written;
        return new(name, list is null ? [] : Entries(list, renderer));
    }

    /// <summary>Reads a list of entries, of a lock file too.</summary>
    /// <exception cref="DbtException">It is malformed.</exception>
    public static IReadOnlyList<PackageSpec> Entries(object? written, YamlRenderer renderer) =>
        written is List<object?> entries
            ? entries.ConvertAll(entry => Entry(entry, renderer))
            : throw Malformed($"{PythonText.Repr(written)} is not of type 'array'");

    /// <summary>Reads one entry.</summary>
    /// <exception cref="DbtException">It is malformed.</exception>
    public static PackageSpec Entry(object? entry, YamlRenderer renderer)
    {
        if (entry is not OrderedDictionary<string, object?> written)
        {
            throw Malformed($"{PythonText.Repr(entry)} is not of type 'object'");
        }
        var map = (OrderedDictionary<string, object?>)renderer.Render(written, [])!;
        var kind =
            Array.Find(Kinds, map.ContainsKey) ?? throw Malformed($"{PythonText.Repr(entry)} is not valid under any of the given schemas");
        var spec = new PackageSpec(kind, map, written);
        if (spec.Origin.Length == 0)
        {
            throw Malformed($"A {(kind == "package" ? "hub" : kind)} package is missing the value. It is a required property.");
        }
        if (kind == "tarball" && spec.Text("name") is null)
        {
            throw Malformed($"{PythonText.Repr(entry)} is not valid under any of the given schemas: a tarball needs a name");
        }
        return kind == "package" && spec.Texts("version").Count == 0
                ? throw Malformed(
                    $"{spec.Origin} is missing the version. When installing from the Hub package index, version is a required property"
                )
            : kind == "package" && !spec.Origin.Contains('/', StringComparison.Ordinal)
                ? throw Malformed(
                    $"{spec.Origin} was not found in the package index. Packages on the index require a namespace, e.g dbt-labs/dbt_utils"
                )
            : spec;
    }

    /// <summary>A file of YAML whose top is a map; empty where there is none.</summary>
    /// <exception cref="DbtException">It is no YAML.</exception>
    public static OrderedDictionary<string, object?> ReadMap(string folder, string name)
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
