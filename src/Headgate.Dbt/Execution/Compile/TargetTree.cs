using Headgate.Dbt.Artifacts;

namespace Headgate.Dbt.Execution.Compile;

/// <summary>The trees <c>compiled/</c> and <c>run/</c> of the target folder.</summary>
/// <param name="projectRoot">The folder of the project; paths in artifacts start from it.</param>
/// <param name="targetPath">The target folder, absolute.</param>
internal sealed class TargetTree(string projectRoot, string targetPath)
{
    /// <summary>Writes a node's compiled SQL.</summary>
    /// <returns>The file's path from the project's folder.</returns>
    public string WriteCompiled(IManifestResource node, string sql) => Write("compiled", node, sql, null);

    /// <summary>Writes the SQL that a materialisation runs.</summary>
    /// <param name="node">The node.</param>
    /// <param name="sql">The SQL.</param>
    /// <param name="batch">The batch of a microbatch model, whose files stand in a folder of the model's name; null for a node as a whole.</param>
    /// <returns>The file's path from the project's folder.</returns>
    public string WriteRun(IManifestResource node, string sql, string? batch = null) => Write("run", node, sql, batch);

    private string Write(string tree, IManifestResource node, string text, string? batch)
    {
        var below =
            Path.GetFileName(node.Path) == Path.GetFileName(node.OriginalFilePath)
                ? node.OriginalFilePath
                : Path.Combine(node.OriginalFilePath, node.Path);
        if (batch is not null)
        {
            var name = Path.GetFileNameWithoutExtension(below);
            below = Path.Combine(Path.GetDirectoryName(below) ?? "", name, $"{name}_{batch}{Path.GetExtension(below)}");
        }
        var path = Path.Combine(targetPath, tree, node.PackageName, below);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return Path.IsPathRooted(below) ? path : Named(tree, node.PackageName, below);
    }

    private string Named(string tree, string package, string below)
    {
        var folder = Path.GetRelativePath(projectRoot, targetPath);
        var shown = folder.StartsWith("..", StringComparison.Ordinal) ? targetPath : folder;
        return string.Join('/', shown, tree, package, below);
    }
}
