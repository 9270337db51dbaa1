using System.Text.Json.Nodes;
using Headgate.Platform.Guide.OpenApi;
using Headgate.Server;
using Headgate.Testing;
using Headgate.Wire;

namespace Headgate.Conformance.Tests.Spec;

/// <summary>
/// Our description of each operation against the official one: no path, method, query parameter, body field or answer field of it is missing. As descriptions are made from
/// the declarations that read and write, what is described is what is done.
/// </summary>
public sealed class DescriptionTests(ConformanceServer shared)
{
    [Theory]
    [InlineData("v2")]
    [InlineData("v3")]
    public void Nothing_of_the_official_description_is_missing_in_the_operations_there_are(string version)
    {
        var unexplained = Missing(version).Where(m => !DescriptionDepartures.All.ContainsKey(m)).ToList();
        unexplained.Count.ShouldBe(0, $"{unexplained.Count} of the official description are missing:\n{string.Join('\n', unexplained)}\n");
    }

    [Fact]
    public void Nothing_is_excused_that_is_there()
    {
        var missing = Missing("v2").Concat(Missing("v3")).ToHashSet(StringComparer.Ordinal);
        DescriptionDepartures.All.Keys.Where(known => !missing.Contains(known)).ShouldBeEmpty();
    }

    private List<string> Missing(string version)
    {
        var official = SpecTree.OfYaml(Prerequisite.SharedData("spec", $"openapi-{version}.yaml"));
        var ours = Ours(version);
        var (wanted, served) = (official.Operations(), ours.Operations());
        var missing = new List<string>();
        foreach (var (operation, declared) in served)
        {
            if (!wanted.TryGetValue(operation, out var described))
            {
                continue;
            }
            var query = ours.Query(declared).ToHashSet(StringComparer.Ordinal);
            Miss(operation, "query", official.Query(described), query.Contains);
            Miss(operation, "body", official.BodyFields(described), field => ours.HasBodyField(declared, field));
            Miss(operation, "answer", official.AnswerFields(described), field => ours.HasAnswerField(declared, Printed(operation, field)));
        }
        served.Keys.Count(wanted.ContainsKey).ShouldBeGreaterThan(20);
        return missing;

        void Miss(string operation, string place, IEnumerable<string> asked, Func<string, bool> has) =>
            missing.AddRange(asked.Where(name => !has(name)).Select(name => $"{operation} {place} {OfOne(name)}"));
    }

    private static string Printed(string operation, string field) =>
        DescriptionDepartures.PrintedAsOne.Contains(operation) && field.StartsWith("data.", StringComparison.Ordinal)
            ? "data[]" + field[4..]
            : field;

    private static string OfOne(string field) => field.StartsWith("data[].", StringComparison.Ordinal) ? "data" + field[6..] : field;

    private SpecTree Ours(string version)
    {
        var guide = ServerHost.Guide(shared.Server.Catalogue, new WireSettings());
        return new SpecTree(JsonNode.Parse(GuideOpenApi.Render(guide, version))!);
    }
}
