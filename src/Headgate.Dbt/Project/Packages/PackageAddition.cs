using Headgate.Dbt.Project.Text;
using Headgate.Dbt.Yaml;

namespace Headgate.Dbt.Project.Packages;

/// <summary>Adds a package to the file that names the packages (<c>dbt deps --add-package</c>).</summary>
internal static class PackageAddition
{
    private static readonly string[] Origins = ["package", "git", "local", "tarball", "private"];

    /// <summary>Writes the entry; entries of the same package go.</summary>
    /// <param name="folder">The project.</param>
    /// <param name="asked">The package as the call names it: <c>name@version</c>.</param>
    /// <param name="source">Where it comes from: <c>hub</c>, <c>git</c> or <c>local</c>.</param>
    /// <returns>What is told of it.</returns>
    /// <exception cref="DbtException">No version is named, or the file is no list of packages.</exception>
    public static IReadOnlyList<PackageLine> Write(string folder, string asked, string source)
    {
        var (name, version) = Read(asked, source);
        var file = FileOf(folder);
        var said = new List<PackageLine>();
        var path = Path.Combine(folder, file);
        if (!File.Exists(path))
        {
            File.WriteAllText(path, "packages: []\n");
            said.Add(new("M035", "Formatting", "Created packages.yml"));
        }
        var map = PackagesFile.ReadMap(folder, file);
        var packages = map.GetValueOrDefault("packages") switch
        {
            null => [],
            List<object?> list => list,
            _ => throw new DbtException(
                DbtErrorKind.Runtime,
                $"The packages in {path} are no list, so none can be added. Write them as a list below 'packages:'."
            ),
        };
        foreach (var old in packages.OfType<OrderedDictionary<string, object?>>().Where(entry => IsSame(entry, name)).ToList())
        {
            packages.Remove(old);
            said.Add(
                new("M033", "DepsFoundDuplicatePackage", $"Found duplicate package in packages.yml, removing: {PythonText.Repr(old)}")
            );
        }
        packages.Add(Entry(name, version, source));
        map["packages"] = packages;
        File.WriteAllText(path, YamlText.Write(map, sortKeys: false));
        said.Add(new("M032", "DepsAddPackage", $"Added new package {name}@{version} to {path}"));
        return said;
    }

    private static (string Name, string? Version) Read(string asked, string source)
    {
        var at = asked.LastIndexOf('@');
        if (at <= 0 && source != "local")
        {
            throw new DbtException(
                DbtErrorKind.Runtime,
                $"Version is required in --add-package when the source is {source}. Name it as {asked}@VERSION."
            );
        }
        return at <= 0 ? (asked, null) : (asked[..at], asked[(at + 1)..]);
    }

    /// <summary>Packages may stand in <c>dependencies.yml</c> instead.</summary>
    private static string FileOf(string folder) =>
        PackagesFile.ReadMap(folder, "dependencies.yml").ContainsKey("packages") ? "dependencies.yml" : "packages.yml";

    private static OrderedDictionary<string, object?> Entry(string name, string? version, string source)
    {
        var entry = new OrderedDictionary<string, object?> { [source == "hub" ? "package" : source] = name };
        if (version is not null)
        {
            entry[source == "git" ? "revision" : "version"] = version.Contains(',', StringComparison.Ordinal)
                ? version.Split(',').ToList<object?>()
                : version;
        }
        return entry;
    }

    /// <summary>Names of one package differ by source: with or without owner, with dashes or underscores.</summary>
    private static bool IsSame(OrderedDictionary<string, object?> entry, string name)
    {
        if (Array.Find(Origins, entry.ContainsKey) is not { } origin)
        {
            return false;
        }
        var known = PythonText.Str(entry[origin]);
        var small = name[(name.LastIndexOf('/') + 1)..];
        return ((string[])[name, small])
            .SelectMany(one => (string[])[one, one.Replace('_', '-'), one.Replace('-', '_')])
            .Any(one => IsWordOf(known, one));
    }

    private static bool IsWordOf(string text, string word)
    {
        var at = text.IndexOf(word, StringComparison.Ordinal);
        var end = at + word.Length;
        return at >= 0 && (at == 0 || text[at - 1] is '/' or '.') && (end == text.Length || text[end] is '/' or '.');
    }
}
