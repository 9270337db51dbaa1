namespace Headgate.Platform.Adapters;

/// <summary>A kind of warehouse that is one file, which takes one writing process at a time.</summary>
/// <param name="Setting">The setting of a connection that names the file.</param>
/// <param name="Memory">What the setting says for a warehouse that is no file.</param>
/// <param name="Ending">The usual ending of such files.</param>
/// <param name="Companions">What is appended to the file's name for the files that may stand beside it.</param>
internal sealed record WarehouseFileKind(string Setting, string Memory, string Ending, IReadOnlyList<string> Companions)
{
    /// <summary>Is it a warehouse by its name, or a file that belongs to one?</summary>
    public bool Owns(string name) =>
        name.EndsWith(Ending, StringComparison.Ordinal) || Companions.Any(c => name.EndsWith(Ending + c, StringComparison.Ordinal));
}
