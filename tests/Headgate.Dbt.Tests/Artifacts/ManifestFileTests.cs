using System.Text.Json.Nodes;
using Headgate.Dbt.Artifacts;
using Headgate.Dbt.Tests.Golden;

namespace Headgate.Dbt.Tests.Artifacts;

public sealed class ManifestFileTests
{
    [Theory]
    [InlineData("orchard/02-parse")]
    [InlineData("orchard/23-build-first")]
    [InlineData("jinja_zoo/08-build")]
    [InlineData("selectors/state_before")]
    public void A_manifest_of_dbt_survives_reading_and_writing_key_by_key(string step)
    {
        var path = GoldenData.PathOf($"expected/{step}/manifest.json");
        using var stream = File.OpenRead(path);
        var manifest = ManifestFile.Read(stream);
        using var written = new MemoryStream();
        ManifestFile.Write(manifest, written);

        var expected = JsonNode.Parse(File.ReadAllText(path))!;
        var actual = JsonNode.Parse(written.ToArray())!;

        // The published schema knows no configuration of macros, so it is not written.
        JsonDifferences
            .Between(
                expected,
                actual,
                path => path.StartsWith("$.macros.", StringComparison.Ordinal) && path.EndsWith(".config", StringComparison.Ordinal)
            )
            .ShouldBeEmpty();
    }

    [Fact]
    public void Keys_stand_in_the_order_of_dbt()
    {
        var path = GoldenData.PathOf("expected/orchard/23-build-first/manifest.json");
        using var stream = File.OpenRead(path);
        using var written = new MemoryStream();
        ManifestFile.Write(ManifestFile.Read(stream), written);

        var expected = JsonNode.Parse(File.ReadAllText(path))!.AsObject();
        var actual = JsonNode.Parse(written.ToArray())!.AsObject();

        actual.Select(pair => pair.Key).ShouldBe(expected.Select(pair => pair.Key));
        foreach (var (id, node) in expected["nodes"]!.AsObject())
        {
            actual["nodes"]![id]!.AsObject().Select(pair => pair.Key).ShouldBe(node!.AsObject().Select(pair => pair.Key), id);
        }
    }
}
