namespace Headgate.Platform.Runs.Execution;

/// <summary>
/// The files of the target folder before a step, by size and time of writing: what a step finds there and leaves as it is, is not what it made. Without this, the results
/// of an earlier step would be taken for those of one that failed without any.
/// </summary>
internal sealed class TargetBefore
{
    private readonly Dictionary<string, (long Size, DateTime Written)> _files;

    private TargetBefore(Dictionary<string, (long Size, DateTime Written)> files) => _files = files;

    /// <summary>Looks at the target folder of a project.</summary>
    public static TargetBefore Of(string projectFolder)
    {
        var target = new DirectoryInfo(Path.Combine(projectFolder, "target"));
        return new(
            target.Exists && !target.Attributes.HasFlag(FileAttributes.ReparsePoint)
                ? target.EnumerateFiles("*", RunArtifacts.Everything).ToDictionary(f => f.FullName, f => (f.Length, f.LastWriteTimeUtc))
                : []
        );
    }

    /// <summary>Whether a file has been written since.</summary>
    public bool IsWritten(FileInfo file) =>
        !_files.TryGetValue(file.FullName, out var before) || before != (file.Length, file.LastWriteTimeUtc);
}
