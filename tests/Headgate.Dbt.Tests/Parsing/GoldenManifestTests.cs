using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Headgate.Dbt.Artifacts;
using Headgate.Dbt.Tests.Golden;

namespace Headgate.Dbt.Tests.Parsing;

/// <summary>Our manifests against those that dbt Core itself wrote; what stays different is in KnownDifferences.txt.</summary>
public sealed partial class GoldenManifestTests
{
    [Theory]
    [InlineData("orchard", "expected/orchard/02-parse", "orchard")]
    [InlineData("jinja_zoo", "expected/jinja_zoo/02-parse", "jinja_zoo")]
    [InlineData("selectors", "expected/selectors/state_before", "selectors")]
    public void A_project_gives_the_manifest_that_dbt_gives(string project, string expected, string schema)
    {
        using var folder = ProjectFolder.CopyOf(GoldenData.PathOf($"projects/{project}"), "oracle", schema);
        using var written = new MemoryStream();
        ManifestFile.Write(folder.Parse(), written);

        var wanted = JsonNode.Parse(File.ReadAllText(Path.Combine(GoldenData.PathOf(expected), "manifest.json")));
        var known = KnownDifferences(project);
        var differences = JsonDifferences.Between(
            wanted,
            JsonNode.Parse(written.ToArray()),
            path => IsVolatile().IsMatch(path) || known.Exists(pattern => pattern.IsMatch(path))
        );

        differences.ShouldBeEmpty(string.Join('\n', differences));
    }

    [Theory]
    [InlineData("orchard", "expected/orchard/02-parse", "oracle", "orchard")]
    [InlineData("grove_metrics", "expected/grove_metrics", "mf", "grove_metrics")]
    public void A_project_gives_the_semantic_manifest_that_dbt_gives(string project, string expected, string database, string schema)
    {
        using var folder = ProjectFolder.CopyOf(GoldenData.PathOf($"projects/{project}"), database, schema);
        using var written = new MemoryStream();
        SemanticManifestFile.Write(folder.Parse(), written);

        var wanted = JsonNode.Parse(File.ReadAllText(Path.Combine(GoldenData.PathOf(expected), "semantic_manifest.json")));
        var differences = JsonDifferences.Between(wanted, JsonNode.Parse(written.ToArray()));

        differences.ShouldBeEmpty(string.Join('\n', differences));
    }

    [Theory]
    [InlineData("orchard")]
    [InlineData("jinja_zoo")]
    [InlineData("selectors_changed")]
    [InlineData("grove_metrics")]
    public async Task A_manifest_follows_the_published_schema(string project)
    {
        var schema = await NJsonSchema.JsonSchema.FromFileAsync(
            GoldenData.SchemaOf("manifest-v12.json"),
            TestContext.Current.CancellationToken
        );
        using var folder = ProjectFolder.CopyOf(GoldenData.PathOf($"projects/{project}"), "oracle", "main");
        using var written = new MemoryStream();
        ManifestFile.Write(folder.Parse(), written);

        var problems = schema.Validate(System.Text.Encoding.UTF8.GetString(written.ToArray()));

        problems.Select(problem => problem.ToString()).ShouldBeEmpty();
    }

    private static List<Regex> KnownDifferences(string project) =>
        [
            .. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Parsing", "KnownDifferences.txt"))
                .Where(line => line.Length > 0 && line[0] != '#')
                .Select(line => line.Split("  ", 2, StringSplitOptions.TrimEntries))
                .Where(parts => parts[0] == "*" || parts[0] == project)
                .Select(parts => new Regex("^" + parts[1] + "$", RegexOptions.NonBacktracking)),
        ];

    [GeneratedRegex(
        @"\.created_at$|^\$\.metadata\.(generated_at|invocation_id|invocation_started_at|run_started_at|user_id|dbt_version)$|\.root_path$|\.(compiled|compiled_code|compiled_path|build_path|extra_ctes|extra_ctes_injected)$",
        RegexOptions.None,
        1000
    )]
    private static partial Regex IsVolatile();
}
