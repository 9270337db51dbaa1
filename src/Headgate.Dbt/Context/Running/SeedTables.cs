using Headgate.Dbt.Adapters.Seeds;
using Headgate.Dbt.Artifacts;
using Headgate.Dbt.Context.Objects;
using Headgate.Jinja.Values;

namespace Headgate.Dbt.Context.Running;

/// <summary><c>load_agate_table()</c>: the rows of the seed that runs.</summary>
internal static class SeedTables
{
    private static readonly string[] TextTypes = ["text", "varchar", "string", "char", "character"];

    /// <summary>Reads the seed's file.</summary>
    /// <exception cref="DbtException">The file is missing or not well-formed.</exception>
    public static Value Load(ManifestNode seed, InvocationFacts facts)
    {
        var folder = seed.RootPath ?? facts.Project.FindPackage(seed.PackageName)?.Folder ?? facts.Project.Root.Folder;
        var path = Path.Combine(folder, seed.OriginalFilePath);
        if (!File.Exists(path))
        {
            throw new DbtException(DbtErrorKind.Runtime, $"Seed file {seed.OriginalFilePath} is not there any more: {path}");
        }
        var text = seed.Config.Map("column_types")?.Where(t => IsText(t.Value as string)).Select(t => t.Key) ?? [];
        try
        {
            var delimiter = seed.Config.Text("delimiter") is { Length: > 0 } given ? given[0] : ',';
            return Value.From(new TableObject(SeedFile.Read(path, delimiter, text.ToHashSet(StringComparer.Ordinal)), facts.Print));
        }
        catch (FormatException e)
        {
            throw new DbtException(DbtErrorKind.Compilation, e.Message, Subject.Of(seed), e);
        }
    }

    private static bool IsText(string? type) =>
        type is not null && TextTypes.Any(t => type.StartsWith(t, StringComparison.OrdinalIgnoreCase));
}
