using System.Security.Cryptography;
using System.Text;
using Headgate.Dbt.Artifacts;

namespace Headgate.Dbt.Project.Files;

/// <summary>A file of a project that holds resources.</summary>
/// <param name="SearchedPath">Folder of the project's configuration that it was found in, as <c>models</c>.</param>
/// <param name="RelativePath">Path below that folder, with forward slashes.</param>
/// <param name="Text">Contents without surrounding blanks.</param>
/// <param name="Checksum">Digest of the contents.</param>
internal sealed record SourceFile(string SearchedPath, string RelativePath, string Text, Checksum Checksum)
{
    /// <summary>Seeds above this size are known by their path alone (dbt's limit of one MiB).</summary>
    private const long LargestDigestedSeed = 1024 * 1024;

    /// <summary>Path below the root of the project.</summary>
    public string OriginalPath => SearchedPath.Length == 0 ? RelativePath : $"{SearchedPath}/{RelativePath}";

    /// <summary>Name without folders and extension.</summary>
    public string Name => Path.GetFileNameWithoutExtension(RelativePath);

    public static SourceFile Read(string projectFolder, string searchedPath, string relativePath)
    {
        var text = ReadText(Path.Combine(projectFolder, searchedPath, relativePath));
        return new SourceFile(searchedPath, relativePath, text, Digest(text));
    }

    /// <summary>Reads a seed, whose rows are needed only when it is loaded.</summary>
    public static SourceFile ReadSeed(string projectFolder, string searchedPath, string relativePath)
    {
        var path = Path.Combine(projectFolder, searchedPath, relativePath);
        if (new FileInfo(path).Length >= LargestDigestedSeed)
        {
            return new SourceFile(searchedPath, relativePath, "", new Checksum { Name = "path", Value = $"{searchedPath}/{relativePath}" });
        }
        return new SourceFile(searchedPath, relativePath, "", Digest(ReadText(path)));
    }

    public static Checksum Digest(string text) =>
        new() { Name = "sha256", Value = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))) };

    /// <summary>Line ends are one newline, as Python reads text; blanks around are dropped, as dbt does.</summary>
    private static string ReadText(string path)
    {
        var text = File.ReadAllText(path);
        if (text.Contains('\r'))
        {
            text = text.Replace("\r\n", "\n").Replace('\r', '\n');
        }
        return text.Trim();
    }
}
