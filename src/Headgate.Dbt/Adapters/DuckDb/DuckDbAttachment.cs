namespace Headgate.Dbt.Adapters.DuckDb;

/// <summary>Another database that is attached beside the target's own.</summary>
/// <param name="Path">Its file, absolute, or an address that DuckDB understands.</param>
/// <param name="Alias">The name under which its relations are reached; the file's name when null.</param>
/// <param name="ReadOnly">Whether writing into it is refused.</param>
internal sealed record DuckDbAttachment(string Path, string? Alias, bool ReadOnly)
{
    /// <summary>Reads one entry of the output's <c>attach</c> list.</summary>
    public static DuckDbAttachment Read(IReadOnlyDictionary<string, object?> entry, string projectDirectory)
    {
        var path = DuckDbCredentials.Text(entry, "path") ?? "";
        if (path.Length > 0 && path != DuckDbCredentials.InMemory && !path.Contains(':', StringComparison.Ordinal))
        {
            path = System.IO.Path.GetFullPath(path, projectDirectory);
        }
        return new(path, DuckDbCredentials.Text(entry, "alias"), entry.TryGetValue("read_only", out var value) && value is true);
    }
}
