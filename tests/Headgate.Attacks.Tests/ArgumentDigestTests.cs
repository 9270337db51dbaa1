using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Headgate.Store;
using Headgate.Store.Secrets;
using Headgate.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Headgate.Attacks.Tests;

/// <summary>What the record keeps of arguments that it does not tell.</summary>
public sealed class ArgumentDigestTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Attack("AUD-37")]
    [Fact]
    public async Task A_masked_value_cannot_be_guessed_from_a_copy_of_the_record()
    {
        await using var here = await HeadgateServer.StartAsync();
        await using var elsewhere = await HeadgateServer.StartAsync();
        var first = await DigestOfAsync(here, "0042");
        (await DigestOfAsync(here, "0042")).ShouldBe(first, "equal arguments are told to be equal");
        (await DigestOfAsync(here, "0043")).ShouldNotBe(first);
        (await DigestOfAsync(elsewhere, "0042")).ShouldNotBe(first, "another installation has another key");
        foreach (var guess in Enumerable.Range(0, 10_000))
        {
            var plain = SHA256.HashData(Encoding.UTF8.GetBytes(Body(guess.ToString("0000", CultureInfo.InvariantCulture))));
            Convert.ToHexStringLower(plain).ShouldNotBe(first);
        }
        // What only a reader of the key files can do, which also shows that the key outlives the process.
        var key = new RecordKey(here.Services.GetRequiredService<StoreSettings>());
        key.Of(SHA256.HashData(Encoding.UTF8.GetBytes(Body("0042")))).ShouldBe(first);
    }

    private static string Body(string password) =>
        $$"""{"adapter_version":"postgres_v0","password":"{{password}}","schema":"s","target_name":"default","type":"postgres","username":"u"}""";

    private static async Task<string> DigestOfAsync(HeadgateServer server, string password)
    {
        var project = await server.CreateProjectAsync("Digest");
        var path = $"{server.V3}projects/{project.Id}/credentials/";
        using var content = new StringContent(Body(password), Encoding.UTF8, "application/json");
        using var answer = await server.Admin.PostAsync(path, content, Cancellation);
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync(Cancellation));
        var lines = await File.ReadAllLinesAsync(
            Directory.GetFiles(Path.Combine(server.DataFolder, "journal"), "*.jsonl").Order(StringComparer.Ordinal).Last(),
            Cancellation
        );
        var decision = lines
            .Select(l => JsonNode.Parse(l)!)
            .Last(l => l["kind"]?.ToString() == "decision" && l["operation"]?.ToString() == "credentials.create");
        var digest = decision["arguments"]!["digest"]!.ToString();
        decision.ToJsonString().ShouldNotContain($"\"{password}\"");
        return digest;
    }
}
