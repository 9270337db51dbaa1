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
            Compare(operation, "query", official.Query(described), ours.Query(declared).ToHashSet(StringComparer.Ordinal));
            Compare(operation, "body", official.BodyFields(described), ours.BodyFields(declared));
            Compare(operation, "answer", official.AnswerFields(described), ours.AnswerFields(declared));
        }
        served.Keys.Count(wanted.ContainsKey).ShouldBeGreaterThan(20);
        var unexplained = missing.Where(m => DescriptionDepartures.Reason(m) is null).ToList();
        unexplained.ShouldBeEmpty($"{unexplained.Count} of the official description are missing:\n{string.Join('\n', unexplained)}\n");
        return;

        void Compare(string operation, string place, IEnumerable<string> asked, IReadOnlySet<string> has) =>
            missing.AddRange(asked.Where(name => !has.Contains(name)).Select(name => $"{operation} {place} {name}"));
    }

    private SpecTree Ours(string version)
    {
        var guide = ServerHost.Guide(shared.Server.Catalogue, new WireSettings());
        return new SpecTree(JsonNode.Parse(GuideOpenApi.Render(guide, version))!);
    }
}
