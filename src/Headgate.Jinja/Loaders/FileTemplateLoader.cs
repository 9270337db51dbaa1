namespace Headgate.Jinja.Loaders;

/// <summary>
/// Templates in the files of a folder and the folders below. A name is a relative path with "/"; names that lead out of the folder, by
/// ".." or by a symbolic link, name nothing.
/// </summary>
/// <param name="root">The folder.</param>
public sealed class FileTemplateLoader(string root) : ITemplateLoader
{
    private readonly string _root = Path.GetFullPath(root);

    /// <inheritdoc/>
    public string? TryLoad(string name)
    {
        var path = _root;
        foreach (var segment in name.Split('/'))
        {
            if (segment is "" or ".")
            {
                continue;
            }
            if (segment == ".." || segment.AsSpan().ContainsAny('\\', ':', '\0'))
            {
                return null;
            }
            path = Path.Combine(path, segment);
            if (new FileInfo(path).LinkTarget is not null)
            {
                return null;
            }
        }
        return File.Exists(path) ? File.ReadAllText(path) : null;
    }
}
