using System.Security.Cryptography;
using System.Text;

namespace Headgate.Dbt.Project.Packages;

/// <summary>The file that notes what was installed.</summary>
internal static class PackageLock
{
    public const string FileName = "package-lock.yml";

    private static readonly System.Buffers.SearchValues<char> SpecialInYaml = System.Buffers.SearchValues.Create(":#'\"{}[],&*!|>%@`");

    public static void Write(string projectFolder, IReadOnlyList<(string Path, string Name)> packages)
    {
        var text = new StringBuilder("packages:\n");
        foreach (var (path, name) in packages)
        {
            text.Append("  - local: ").Append(Quoted(path)).Append("\n    name: ").Append(name).Append('\n');
        }
        text.Append("sha1_hash: ").Append(Hash(packages)).Append('\n');
        File.WriteAllText(Path.Combine(projectFolder, FileName), text.ToString());
    }

    /// <summary>dbt's own digest of the requested packages, by which a changed request is seen; no secret depends on it.</summary>
    private static string Hash(IReadOnlyList<(string Path, string Name)> packages)
    {
        var lines = packages.Select(package => $"{{\"local\": \"{package.Path}\"}}").Order(StringComparer.Ordinal);
#pragma warning disable CA5350 // The file's format asks for SHA-1.
        return Convert.ToHexStringLower(SHA1.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines))));
#pragma warning restore CA5350
    }

    private static string Quoted(string path) => path.AsSpan().ContainsAny(SpecialInYaml) ? "'" + path.Replace("'", "''") + "'" : path;
}
