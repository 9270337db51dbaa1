using System.Net;
using System.Text;
using System.Text.Json;
using Headgate.Testing;

namespace Headgate.Conformance.Tests;

/// <summary>Statuses and envelopes at the edges, over real HTTP.</summary>
public sealed class WireRulesTests(ConformanceServer shared)
{
    private string Jobs => shared.Server.V2 + "jobs/";

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Token")]
    [InlineData("Bearer ")]
    [InlineData("Basic abc")]
    [InlineData("dbtc_without_a_word")]
    [InlineData("Token dbtc_0000000000000000000000000000000000000000000")]
    [InlineData("Token 0123456789abcdef0123456789abcdef01234567")]
    public async Task A_call_without_a_good_token_gets_401(string? header)
    {
        using var client = shared.Server.ClientFor(null);
        using var request = new HttpRequestMessage(HttpMethod.Get, Jobs);
        if (header is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", header);
        }
        using var response = await client.SendAsync(request);
        response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        response.Headers.WwwAuthenticate.ToString().ShouldBe("Bearer");
        var body = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
        body.GetProperty("status").GetProperty("code").GetInt32().ShouldBe(401);
        body.GetProperty("status").GetProperty("user_message").GetString()!.ShouldStartWith("Invalid token");
        body.GetProperty("data").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task The_old_user_keys_are_told_that_they_are_dead()
    {
        using var client = shared.Server.ClientFor("0123456789abcdef0123456789abcdef01234567");
        var (_, answer) = await ConformanceServer.SendAsync(client, "GET", Jobs);
        answer.GetProperty("status").GetProperty("user_message").GetString()!.ShouldContain("withdrawn");
    }

    [Theory]
    [InlineData("Token")]
    [InlineData("Bearer")]
    [InlineData("token")]
    [InlineData("bearer")]
    public async Task Both_words_are_served_in_any_case(string word)
    {
        using var client = shared.Server.ClientFor(shared.Server.AdminToken, word);
        (await ConformanceServer.SendAsync(client, "GET", Jobs)).Status.ShouldBe(200);
    }

    [Theory]
    [InlineData("limit=101")]
    [InlineData("limit=0")]
    [InlineData("limit=x")]
    [InlineData("offset=-1")]
    [InlineData("order_by=password")]
    [InlineData("state=9")]
    [InlineData("project_id=abc")]
    [InlineData("triggers_schedule=perhaps")]
    public async Task A_bad_parameter_gets_400_that_names_it(string query)
    {
        var (status, answer) = await shared.SendAsync("GET", Jobs + "?" + query);
        status.ShouldBe(400);
        answer.GetProperty("data").TryGetProperty(query.Split('=')[0], out _).ShouldBeTrue(answer.GetRawText());
    }

    [Fact]
    public async Task A_hundred_records_are_the_most_unless_the_install_is_single_tenant()
    {
        (await shared.SendAsync("GET", Jobs + "?limit=100")).Status.ShouldBe(200);
        await using var single = await HeadgateServer.StartAsync(s => s with { SingleTenant = true });
        (await ConformanceServer.SendAsync(single.Admin, "GET", single.V2 + "jobs/?limit=5000")).Status.ShouldBe(200);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"x\"")]
    [InlineData("")]
    [InlineData("{\"name\":\"a\"}{\"name\":\"b\"}")]
    [InlineData("{\"name\":\"a\",/*x*/}")]
    [InlineData("{\"name\":\"a\",\"name\":\"b\"}")]
    [InlineData("{\"settings\":{\"threads\":1,\"threads\":99}}")]
    [InlineData("{\"name\":NaN}")]
    [InlineData("{\"environment_id\":1e400}")]
    [InlineData("{\"environment_id\":10000000000000000000000}")]
    [InlineData("{\"name\":\"a\\u0000b\"}")]
    [InlineData("{\"name\":\"\\ud800\"}")]
    public async Task Bad_JSON_gets_400_in_the_envelope(string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await shared.Server.Admin.PostAsync(Jobs, content);
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        JsonDocument
            .Parse(await response.Content.ReadAsStringAsync())
            .RootElement.GetProperty("status")
            .GetProperty("code")
            .GetInt32()
            .ShouldBe(400);
    }

    [Fact]
    public async Task A_body_over_a_mebibyte_gets_413_and_other_media_415()
    {
        using var large = new StringContent("{\"name\":\"" + new string('a', 1024 * 1024) + "\"}", Encoding.UTF8, "application/json");
        using var tooLarge = await shared.Server.Admin.PostAsync(Jobs, large);
        tooLarge.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        using var text = new StringContent("{}", Encoding.UTF8, "text/plain");
        using var otherMedia = await shared.Server.Admin.PostAsync(Jobs, text);
        otherMedia.StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType);
    }

    [Fact]
    public async Task A_wrong_method_gets_405_with_the_allowed_ones()
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"{Jobs}{shared.Sales.JobId}/");
        using var response = await shared.Server.Admin.SendAsync(request);
        response.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
        response.Content.Headers.Allow.Order().ShouldBe(["DELETE", "GET", "POST"]);
        (await response.Content.ReadAsStringAsync()).ShouldContain("Method \\\"PUT\\\" not allowed.");
    }

    [Theory]
    [InlineData("/api/v2/accounts/{a}/jobs/987654321/")]
    [InlineData("/api/v2/accounts/{a}/jobs/99999999999999999999/")]
    [InlineData("/api/v2/accounts/{a}/jobs/-1/")]
    [InlineData("/api/v2/accounts/987654321/jobs/")]
    [InlineData("/api/v2/accounts/{a}/nothing/")]
    [InlineData("/API/v2/accounts/{a}/jobs/")]
    [InlineData("/api/v4/accounts/{a}/jobs/")]
    [InlineData("//api/v2/accounts/{a}/jobs/")]
    public async Task What_does_not_exist_gets_the_same_404(string path)
    {
        var address = new Uri(
            shared.Server.Url.ToString().TrimEnd('/') + path.Replace("{a}", shared.Server.AccountId.ToString(), StringComparison.Ordinal)
        );
        using var response = await shared.Server.Admin.GetAsync(address);
        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await response.Content.ReadAsStringAsync()).ShouldBe(
            """{"status":{"code":404,"is_success":false,"user_message":"The requested resource was not found. Please check that you have the proper permissions.","developer_message":""},"data":null}"""
        );
    }

    [Fact]
    public async Task Both_slash_forms_are_served_directly()
    {
        foreach (var path in new[] { Jobs, Jobs.TrimEnd('/'), $"{Jobs}{shared.Sales.JobId}", $"{Jobs}{shared.Sales.JobId}/" })
        {
            (await shared.SendAsync("GET", path)).Status.ShouldBe(200, path);
        }
    }

    [Fact]
    public async Task HEAD_is_a_GET_without_body()
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, $"{Jobs}{shared.Sales.JobId}/");
        using var response = await shared.Server.Admin.SendAsync(request);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await response.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Too_many_calls_get_429_with_a_time_to_wait()
    {
        await using var limited = await HeadgateServer.StartAsync(s => s with { RequestsPerMinute = 3 });
        for (var i = 0; i < 3; i++)
        {
            (await ConformanceServer.SendAsync(limited.Admin, "GET", limited.V2 + "jobs/")).Status.ShouldBe(200);
        }
        using var response = await limited.Admin.GetAsync(limited.V2 + "jobs/");
        response.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        response.Headers.RetryAfter!.Delta!.Value.ShouldBeGreaterThan(TimeSpan.FromMinutes(4));
        (await response.Content.ReadAsStringAsync()).ShouldContain("throttled");
    }
}
