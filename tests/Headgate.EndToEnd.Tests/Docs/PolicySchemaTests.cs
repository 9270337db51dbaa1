using System.Globalization;
using System.Text.Json.Nodes;
using Headgate.Gate.Policies;
using NJsonSchema;
using YamlDotNet.RepresentationModel;

namespace Headgate.EndToEnd.Tests.Docs;

/// <summary>The JSON schema of policy files, as it lies beside the samples.</summary>
public sealed class PolicySchemaTests
{
    private static readonly string Folder = Repository.PathOf("samples", "policies");

    [Fact]
    public async Task The_schema_beside_the_samples_is_the_one_that_is_printed()
    {
        var path = Path.Combine(Folder, "policy.schema.json");
        var text = PolicySchema.Make().ToJsonString(new() { WriteIndented = true }) + "\n";
        if (Environment.GetEnvironmentVariable("HEADGATE_ACCEPT") == "1")
        {
            await File.WriteAllTextAsync(path, text, TestContext.Current.CancellationToken);
        }
        (await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken)).ShouldBe(text);
    }

    [Fact]
    public async Task The_samples_fit_it_and_name_it()
    {
        var schema = await JsonSchema.FromJsonAsync(PolicySchema.Make().ToJsonString(), TestContext.Current.CancellationToken);
        foreach (var file in Directory.GetFiles(Folder, "*.yaml"))
        {
            var text = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
            text.ShouldStartWith("# yaml-language-server: $schema=policy.schema.json\n");
            schema.Validate(Json(text)).ShouldBeEmpty(file);
        }
    }

    [Theory]
    [InlineData("agents: {a: {grants: []}}", "version")]
    [InlineData("version: 1\nagents: {a: {grant: []}}", "grant")]
    [InlineData("version: 1\nagents: {a: {grants: [{capability: jobs, level: all}]}}", "level")]
    [InlineData("version: 1\nagents: {a: {grants: [{capability: job, level: read}]}}", "capability")]
    [InlineData("version: 1\nagents: {a: {grants: [{capability: jobs, level: read, when: {hour: []}}]}}", "hour")]
    [InlineData("version: 1\nagents: {a: {grants: [{capability: jobs, level: read, project_ids: [all]}]}}", "project_ids")]
    [InlineData("version: 1\nagents: {}", "agents")]
    [InlineData("version: 1\nagents: {a: {}}\ntests: [{agent: a, operation: jobs.get, expect: maybe}]", "expect")]
    public async Task What_is_misspelt_is_found(string text, string where)
    {
        var schema = await JsonSchema.FromJsonAsync(PolicySchema.Make().ToJsonString(), TestContext.Current.CancellationToken);
        string.Join('\n', schema.Validate(Json(text))).ShouldContain(where);
    }

    private static string Json(string yaml)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        return Json(stream.Documents[0].RootNode)!.ToJsonString();
    }

    private static JsonNode? Json(YamlNode node) =>
        node switch
        {
            YamlMappingNode map => new JsonObject(map.Children.Select(c => KeyValuePair.Create(c.Key.ToString(), Json(c.Value)))),
            YamlSequenceNode list => new JsonArray([.. list.Children.Select(Json)]),
            YamlScalarNode { Style: YamlDotNet.Core.ScalarStyle.Plain, Value: "true" or "false" } flag => JsonValue.Create(
                flag.Value == "true"
            ),
            YamlScalarNode { Style: YamlDotNet.Core.ScalarStyle.Plain } plain
                when long.TryParse(plain.Value, CultureInfo.InvariantCulture, out var number) => JsonValue.Create(number),
            YamlScalarNode scalar => JsonValue.Create(scalar.Value),
            _ => null,
        };
}
