using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Headgate.Dbt.Console;

namespace Headgate.Dbt.Project.Packages;

/// <summary>
/// The file that notes which packages were chosen, as dbt writes it. Behind the version of a package that came in an archive stands a comment with the digest of its
/// files, which dbt passes over: whoever keeps the file is told when the same version brings other files.
/// </summary>
/// <param name="Packages">The packages that were chosen.</param>
/// <param name="RequestHash">Digest of what was asked for then.</param>
/// <param name="Digests">Digests of files by the line in front of them.</param>
internal sealed partial record PackageLock(
    IReadOnlyList<PackageSpec> Packages,
    string RequestHash,
    IReadOnlyDictionary<string, string> Digests
)
{
    /// <summary>Name of the file.</summary>
    public const string FileName = "package-lock.yml";

    private static readonly System.Buffers.SearchValues<char> SpecialInYaml = System.Buffers.SearchValues.Create(":#'\"{}[],&*!|>%@`");

    /// <summary>Reads a project's lock; null where there is none.</summary>
    /// <exception cref="DbtException">It is malformed.</exception>
    public static PackageLock? Read(PackageCall call)
    {
        var path = Path.Combine(call.ProjectFolder, FileName);
        if (!File.Exists(path))
        {
            return null;
        }
        var map = PackagesFile.ReadMap(call.ProjectFolder, FileName);
        var digests = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (Match match in DigestLine().Matches(File.ReadAllText(path)))
        {
            digests[match.Groups["what"].Value] = match.Groups["digest"].Value;
        }
        return new(
            map.GetValueOrDefault("packages") is { } packages ? PackagesFile.Entries(packages, call.Renderer) : [],
            map.GetValueOrDefault("sha1_hash") as string ?? "",
            digests
        );
    }

    /// <summary>Writes the lock.</summary>
    public static void Write(PackageCall call, IReadOnlyList<PackageSpec> asked, IReadOnlyList<PackagePin> packages)
    {
        var text = new StringBuilder("packages:\n");
        foreach (var package in packages)
        {
            var lead = "  - ";
            foreach (var (key, value) in package.LockEntry)
            {
                text.Append(lead).Append(key).Append(": ").Append(Quoted(value));
                if (package.Digest is { } digest && key is "version" or "tarball")
                {
                    text.Append(" # sha256:").Append(package.Digest);
                }
                text.Append('\n');
                lead = "    ";
            }
        }
        text.Append("sha1_hash: ").Append(HashOf(asked)).Append('\n');
        File.WriteAllText(Path.Combine(call.ProjectFolder, FileName), text.ToString());
    }

    /// <summary>The digest that the lock has of a package's files; null for none.</summary>
    public string? DigestOf(PackagePin package) =>
        Digests.GetValueOrDefault(
            package.Version is { } version
                ? $"package: {package.Request.Spec.Origin}\n    version: {version}"
                : $"tarball: {Quoted(package.Request.Spec.UnrenderedOrigin)}"
        );

    /// <summary>dbt's own digest of the requested packages, by which a changed request is seen; no secret depends on it.</summary>
    public static string HashOf(IReadOnlyList<PackageSpec> asked)
    {
        var lines = asked.Select(spec => PythonJson.Write(Asked(spec), sortKeys: true)).Order(StringComparer.Ordinal);
#pragma warning disable CA5350 // The file's format asks for SHA-1.
        return Convert.ToHexStringLower(SHA1.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines))));
#pragma warning restore CA5350
    }

    private static OrderedDictionary<string, object?> Asked(PackageSpec spec)
    {
        var asked = new OrderedDictionary<string, object?> { [spec.Kind] = spec.Entry[spec.Kind], ["unrendered"] = spec.Unrendered };
        foreach (var key in (string[])["name", "version", "revision", "subdirectory", "warn-unpinned", "provider"])
        {
            if (spec.Entry.GetValueOrDefault(key) is { } value)
            {
                asked[key] = value;
            }
        }
        if (spec.Kind == "package")
        {
            asked["install_prerelease"] =
                spec.Entry.GetValueOrDefault("install_prerelease") ?? spec.Entry.GetValueOrDefault("install-prerelease") ?? false;
        }
        return asked;
    }

    private static string Quoted(string text) => text.AsSpan().ContainsAny(SpecialInYaml) ? "'" + text.Replace("'", "''") + "'" : text;

    [GeneratedRegex(
        @"(?<what>package: \S+\n +version: \S+|tarball: \S+) # sha256:(?<digest>[0-9a-f]{64})",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex DigestLine();
}
