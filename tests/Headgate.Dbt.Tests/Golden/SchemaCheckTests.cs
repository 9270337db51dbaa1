using System.Text.Json.Nodes;

namespace Headgate.Dbt.Tests.Golden;

/// <summary>The check accepts what dbt itself wrote, and refuses what is changed in it.</summary>
public sealed class SchemaCheckTests
{
    [Theory]
    [InlineData("manifest.json", "manifest-v12.json")]
    [InlineData("run_results.json", "run-results-v6.json")]
    public void Artifacts_of_dbt_fit_their_schemas(string artifact, string schema) =>
        // The published schema is older than the recording in one place: macros have a configuration by now.
        SchemaCheck
            .Errors(Read(artifact), Schema(schema))
            .Where(e =>
                !(e.StartsWith("$.macros.", StringComparison.Ordinal) && e.EndsWith(": config is not allowed", StringComparison.Ordinal))
            )
            .ShouldBeEmpty();

    [Fact]
    public void A_status_that_does_not_exist_is_refused()
    {
        var results = Read("run_results.json");
        results["results"]![0]!["status"] = "splendid";

        SchemaCheck.Errors(results, Schema("run-results-v6.json")).ShouldHaveSingleItem().ShouldStartWith("$.results[0].status");
    }

    private static JsonNode Read(string artifact) =>
        JsonNode.Parse(File.ReadAllText(GoldenData.PathOf("expected/orchard/23-build-first/" + artifact)))!;

    private static JsonObject Schema(string name) => JsonNode.Parse(File.ReadAllText(GoldenData.SchemaOf(name)))!.AsObject();
}
