using Headgate.Dbt.Artifacts;
using Headgate.Dbt.Confinement;
using Headgate.Dbt.Project;

namespace Headgate.Dbt.Execution.Compile;

/// <summary>The trees <c>compiled/</c> and <c>run/</c> of the target folder.</summary>
/// <param name="projectRoot">The folder of the project; paths in artifacts start from it.</param>
/// <param name="targetPath">The target folder, absolute.</param>
/// <param name="box">The box that the call is in; null for one by hand.</param>
internal sealed class TargetTree(string projectRoot, string targetPath, Box? box)
{
    /// <summary>Writes a node's compiled SQL.</summary>
    /// <returns>The file's path from the project's folder.</returns>
    public string WriteCompiled(IManifestResource node, string sql) => Write("compiled", node, sql);

    /// <summary>Writes the SQL that a materialisation runs.</summary>
    /// <returns>The file's path from the project's folder.</returns>
    public string WriteRun(IManifestResource node, string sql) => Write("run", node, sql);

    private string Write(string tree, IManifestResource node, string text)
    {
        var below =
            Path.GetFileName(node.Path) != Path.GetFileName(node.OriginalFilePath) ? Path.Combine(node.OriginalFilePath, node.Path)
            : node is ManifestNode { BatchName: { } batch } ? OfBatch(node.OriginalFilePath, batch)
            : node.OriginalFilePath;
        var path = Path.Combine(targetPath, tree, node.PackageName, below);
        // The name of a node, as a test's, is the project's own text.
        if (box is not null && !box.IsInRun(path))
        {
            throw ProjectPlaces.Outside($"the name of {node.UniqueId}", below);
        }
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return Path.IsPathRooted(below) ? path : Named(tree, node.PackageName, below);
    }

    /// <summary>Batches have a folder of their model's name.</summary>
    private static string OfBatch(string file, string batch)
    {
        var model = Path.GetFileNameWithoutExtension(file);
        return Path.Combine(Path.GetDirectoryName(file) ?? "", model, $"{model}_{batch}{Path.GetExtension(file)}");
    }

    private string Named(string tree, string package, string below)
    {
        var folder = Path.GetRelativePath(projectRoot, targetPath);
        var shown = folder.StartsWith("..", StringComparison.Ordinal) ? targetPath : folder;
        return string.Join('/', shown, tree, package, below);
    }
}
