using Headgate.Dbt.Artifacts;
using Headgate.Dbt.Project;

namespace Headgate.Dbt.Parsing.Properties;

/// <summary>All that property files say of nodes, to be found by the node that it is about.</summary>
internal sealed class NodePatches
{
    private readonly Dictionary<(string Package, string Section, string File), NodePatch> _byFile = [];
    private readonly Dictionary<(string Package, string Name), NodePatch> _latestVersions = [];
    private readonly List<NodePatch> _all = [];

    /// <summary>Every patch in the order of the files.</summary>
    public IReadOnlyList<NodePatch> All => _all;

    /// <summary>Takes the patches of an entry.</summary>
    /// <exception cref="DbtException">The resource is already described elsewhere.</exception>
    public void Add(PropertyEntry entry)
    {
        foreach (var patch in NodePatchReader.Read(entry))
        {
            var key = (entry.Package.Name, entry.Section, patch.DefinedIn ?? patch.Name);
            if (_byFile.TryGetValue(key, out var other))
            {
                throw Twice(patch, other);
            }
            _byFile[key] = patch;
            _all.Add(patch);
            if (patch.Version is not null && PlainData.AreEqual(patch.Version, patch.LatestVersion))
            {
                _latestVersions[(entry.Package.Name, patch.Name)] = patch;
            }
        }
    }

    /// <summary>The patch for a node of a file, or null. The latest version of a model may live in a file without its suffix.</summary>
    public NodePatch? Take(Package package, string section, string fileName)
    {
        if (!_byFile.TryGetValue((package.Name, section, fileName), out var patch) && section == "models")
        {
            _latestVersions.TryGetValue((package.Name, fileName), out patch);
        }
        patch?.IsUsed = true;
        return patch;
    }

    /// <summary>Warns of entries that describe nothing.</summary>
    public void WarnOfUnused(WarningLog warnings)
    {
        foreach (var patch in _all.Where(patch => !patch.IsUsed))
        {
            warnings.Add(
                "NoNodeForYamlKey",
                $"Did not find matching node for patch with name '{patch.DefinedIn ?? patch.Name}' in the '{patch.Entry.Section}' section of file '{patch.Entry.File.OriginalPath}'"
            );
        }
    }

    private static DbtException Twice(NodePatch patch, NodePatch other)
    {
        var isSameFile = patch.Entry.File.OriginalPath == other.Entry.File.OriginalPath;
        var fix = isSameFile
            ? $"remove one of the resource entries for {patch.Name} in this file:\n - {patch.Entry.File.OriginalPath}"
            : $"remove the resource entry for {patch.Name} in one of these files:\n - {other.Entry.File.OriginalPath}\n{patch.Entry.File.OriginalPath}";
        return new DbtException(
            DbtErrorKind.Compilation,
            $"dbt found two schema.yml entries for the same resource named {patch.Name}. Resources and their associated columns may only be described a single time. To fix this, {fix}"
        );
    }
}
