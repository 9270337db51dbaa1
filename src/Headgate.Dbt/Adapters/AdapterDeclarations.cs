using System.Text.Json;

namespace Headgate.Dbt.Adapters;

/// <summary>The adapters there are: one for each folder below <c>Adapters</c> that has an <c>adapter.json</c>.</summary>
internal static class AdapterDeclarations
{
    /// <summary>The start of the names of all that adapters embed.</summary>
    public const string Root = "adapters/";

    private const string File = "/adapter.json";

    private static readonly Lazy<IReadOnlyList<AdapterDeclaration>> Read = new(ReadAll);

    /// <summary>All of them, by type.</summary>
    public static IReadOnlyList<AdapterDeclaration> All => Read.Value;

    /// <summary>The one of a type, or null.</summary>
    public static AdapterDeclaration? Find(string type) => All.FirstOrDefault(a => a.Type == type);

    private static List<AdapterDeclaration> ReadAll()
    {
        var assembly = typeof(AdapterDeclarations).Assembly;
        return
        [
            .. assembly
                .GetManifestResourceNames()
                .Where(n => n.StartsWith(Root, StringComparison.Ordinal) && n.EndsWith(File, StringComparison.Ordinal))
                .Select(name =>
                {
                    using var stream = assembly.GetManifestResourceStream(name)!;
                    using var json = JsonDocument.Parse(stream);
                    return new AdapterDeclaration(
                        json.RootElement.GetProperty("type").GetString()!,
                        name[Root.Length..^File.Length],
                        json.RootElement.TryGetProperty("rights", out var rights)
                            ? new(rights.GetProperty("reachBeyond").GetString()!, rights.GetProperty("warning").GetString()!)
                            : null
                    );
                })
                .OrderBy(a => a.Type, StringComparer.Ordinal),
        ];
    }
}
