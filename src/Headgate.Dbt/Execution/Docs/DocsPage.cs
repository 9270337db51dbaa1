using System.Text.Json;
using Headgate.Dbt.Artifacts;

namespace Headgate.Dbt.Execution.Docs;

/// <summary>
/// The site of the project in one file that needs no other and no server: search, lineage, columns, code. What the project says is data in it,
/// never markup.
/// </summary>
internal static class DocsPage
{
    /// <summary>Where the data is put in; the encoder of JSON leaves no sign in it that could end the element.</summary>
    private const string DataPlace = "{{data}}";

    private static readonly Lazy<string> Site = new(ReadSite);

    /// <summary>Writes the page.</summary>
    public static void Write(Manifest manifest, Catalog catalog, string path)
    {
        var data = JsonSerializer.Serialize(DocsData.Of(manifest, catalog), DocsJsonContext.Default.DocsData);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, Site.Value.Replace(DataPlace, data, StringComparison.Ordinal));
    }

    private static string ReadSite()
    {
        using var stream = typeof(DocsPage).Assembly.GetManifestResourceStream("docs/site.html")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
