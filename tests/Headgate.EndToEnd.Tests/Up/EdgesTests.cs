using System.Text.Json.Nodes;

namespace Headgate.EndToEnd.Tests.Up;

/// <summary>Calls at the edges of what is allowed, against the real executable.</summary>
[Collection(DemoServerCollection.Name)]
public sealed class EdgesTests(DemoServer demo)
{
    [Fact]
    public async Task A_body_of_more_than_a_mebibyte_is_refused() =>
        await ShouldAnswerAsync(413, "POST", "v2", "jobs/", $$"""{"name":"{{new string('x', 1024 * 1024)}}"}""");

    [Theory]
    [InlineData("PATCH", "jobs/")]
    [InlineData("DELETE", "runs/")]
    [InlineData("PUT", "runs/1/cancel/")]
    public async Task A_method_that_an_address_does_not_have_is_refused(string method, string path) =>
        await ShouldAnswerAsync(405, method, "v2", path);

    [Theory]
    [InlineData("{")]
    [InlineData("""{"name":}""")]
    [InlineData("""{"name":"a"} trailing""")]
    [InlineData("\0")]
    public async Task A_body_that_is_no_JSON_is_refused(string body) => await ShouldAnswerAsync(400, "POST", "v2", "jobs/", body);

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("9223372036854775807")]
    [InlineData("9223372036854775808")]
    [InlineData("99999999999999999999999999")]
    [InlineData("1e3")]
    public async Task An_id_that_nothing_has_is_not_found(string id)
    {
        await ShouldAnswerAsync(404, "GET", "v2", $"jobs/{id}/");
        await ShouldAnswerAsync(404, "GET", "v2", $"runs/{id}/");
        await ShouldAnswerAsync(404, "POST", "v2", $"runs/{id}/cancel/");
    }

    private async Task ShouldAnswerAsync(int status, string method, string version, string path, string? body = null)
    {
        var (given, text) = await demo.SendAsync(method, version, path, "Token", demo.Token, body);
        given.ShouldBe(status, text);
        text.ShouldNotContain("   at ");
        text.ShouldNotContain("Exception");
        var told = JsonNode.Parse(text)!["status"]!;
        ((int)told["code"]!).ShouldBe(status);
        told["user_message"]!.ToString().ShouldNotBeEmpty();
    }
}
