using System.Buffers.Text;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Headgate.Gate.Journal.Reading;
using Headgate.Testing;
using Headgate.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Headgate.Attacks.Tests.Identity;

/// <summary>Machines that act as an agent with a token of their own issuer, and tokens that are not quite theirs.</summary>
[Collection("attacks")]
public sealed class WorkloadTests
{
    private const string Issuer = "https://ci.example";
    private const string Subject = "repo:orchard/shop:ref:refs/heads/main";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static JsonObject Claims(IdentityLab lab) =>
        new()
        {
            ["iss"] = Issuer,
            ["aud"] = lab.Url,
            ["sub"] = Subject,
            ["workflow"] = "nightly",
            ["exp"] = DateTimeOffset.UtcNow.AddMinutes(5).ToUnixTimeSeconds(),
        };

    [Fact]
    public async Task A_token_of_the_issuer_is_the_agent_at_every_door_and_the_record_names_the_workload()
    {
        await using var lab = await IdentityLab.StartAsync();
        using var issuer = new TestIssuer();
        await CreateAsync(lab, issuer);
        var token = issuer.Sign(Claims(lab));
        var mark = lab.Mark();

        (await GetAsync(lab, token)).ShouldBe(HttpStatusCode.OK);
        (await lab.ListJobsAsync(token)).Status.ShouldBe(HttpStatusCode.OK);

        var records = lab.RecordsAfter(mark).Where(r => r.Kind == "decision").ToList();
        records.Select(r => r.Sentence).Distinct().ShouldBe(["Agent \"reader\" by workload \"main\" listed jobs."]);
        records[0].Caller!.For.ShouldBe([new RecordedPrincipal("workload", $"{Issuer} {Subject}", "main")]);
        records.Select(r => r.Surface).ShouldBe(["admin-v2", "mcp"]);
    }

    [Attack("MCP-44")]
    [Theory]
    [InlineData("iss", "\"https://other.example\"")]
    [InlineData("iss", "\"https://ci.example/\"")]
    [InlineData("aud", "\"https://other.example\"")]
    [InlineData("aud", "[\"https://other.example\",\"SERVER\"]")]
    [InlineData("aud", "[\"SERVER\",\"https://other.example\"]")]
    [InlineData("aud", null)]
    [InlineData("sub", "\"repo:orchard/shop:ref:refs/heads/other\"")]
    [InlineData("sub", null)]
    [InlineData("workflow", "\"other\"")]
    [InlineData("workflow", null)]
    [InlineData("workflow", "[\"nightly\"]")]
    [InlineData("exp", "1")]
    [InlineData("exp", null)]
    [InlineData("exp", "99999999999")]
    [InlineData("nbf", "99999999999")]
    public async Task A_token_that_says_something_else_is_refused(string claim, string? value)
    {
        await using var lab = await IdentityLab.StartAsync();
        using var issuer = new TestIssuer();
        await CreateAsync(lab, issuer);
        var claims = Claims(lab);
        claims[claim] = value is null ? null : JsonNode.Parse(value.Replace("SERVER", lab.Url, StringComparison.Ordinal));
        if (value is null)
        {
            claims.Remove(claim);
        }
        await RefusedAsync(lab, issuer.Sign(claims));
    }

    [Attack("MCP-44")]
    [Theory]
    [InlineData("none")]
    [InlineData("HS256")]
    [InlineData("another key")]
    [InlineData("another key id")]
    [InlineData("changed")]
    public async Task A_token_that_the_issuer_has_not_signed_is_refused(string how)
    {
        await using var lab = await IdentityLab.StartAsync();
        using var issuer = new TestIssuer();
        using var other = new TestIssuer();
        await CreateAsync(lab, issuer);
        var good = issuer.Sign(Claims(lab));
        var parts = good.Split('.');
        var token = how switch
        {
            "none" => TestIssuer.Part(new JsonObject { ["alg"] = "none", ["kid"] = "k1" }) + "." + parts[1] + ".",
            // The public key as a shared secret, which some libraries took.
            "HS256" => issuer.SignWithPublicKey(Claims(lab)),
            "another key" => other.Sign(Claims(lab)),
            "another key id" => issuer.Sign(Claims(lab), "k2"),
            _ => parts[0] + "." + TestIssuer.Part(With(Claims(lab), "jti", "x")) + "." + parts[2],
        };
        (await GetAsync(lab, good)).ShouldBe(HttpStatusCode.OK);
        await RefusedAsync(lab, token);
    }

    [Fact]
    public async Task A_workload_ends_at_once_and_with_its_agent()
    {
        await using var lab = await IdentityLab.StartAsync();
        using var issuer = new TestIssuer();
        var id = await CreateAsync(lab, issuer);
        var token = issuer.Sign(Claims(lab));
        (await GetAsync(lab, token)).ShouldBe(HttpStatusCode.OK);
        (await lab.Person.DeleteAsync($"{Workloads(lab)}{id}/", Cancellation)).StatusCode.ShouldBe(HttpStatusCode.OK);
        await RefusedAsync(lab, token);

        await CreateAsync(lab, issuer);
        (await GetAsync(lab, token)).ShouldBe(HttpStatusCode.OK);
        await lab.Person.PostAsJsonAsync(
            $"/api/gate/v1/accounts/{lab.Server.AccountId}/agents/{lab.Agent}/",
            new { enabled = false },
            Cancellation
        );
        (await GetAsync(lab, token)).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_token_that_fits_two_workloads_is_nobodys()
    {
        await using var lab = await IdentityLab.StartAsync();
        using var issuer = new TestIssuer();
        await CreateAsync(lab, issuer);
        var token = issuer.Sign(Claims(lab));
        (await GetAsync(lab, token)).ShouldBe(HttpStatusCode.OK);
        await CreateAsync(lab, issuer, "second");
        await RefusedAsync(lab, token);
    }

    [Fact]
    public async Task The_issuers_keys_are_fetched_once_and_again_when_it_has_turned_them()
    {
        using var issuer = new TestIssuer();
        var published = issuer.Keys();
        await using var host = await TestReceiver.StartAsync(
            (http, _) =>
                http.Response.WriteAsync(
                    http.Request.Path == "/.well-known/openid-configuration"
                        ? new JsonObject { ["issuer"] = "http://ci.example", ["jwks_uri"] = "http://ci.example/keys" }.ToJsonString()
                        : published.ToJsonString()
                )
        );
        await using var lab = await IdentityLab.StartAsync(services =>
            services.AddSingleton<IOutboundConnections>(new ToReceiver(host.Url.Port))
        );
        await CreateAsync(lab, null, issuerUrl: "http://ci.example");
        (await GetAsync(lab, issuer.Sign(With(Claims(lab), "iss", "http://ci.example")))).ShouldBe(HttpStatusCode.OK);
        (await GetAsync(lab, issuer.Sign(With(With(Claims(lab), "iss", "http://ci.example"), "jti", "2")))).ShouldBe(HttpStatusCode.OK);
        host.Count.ShouldBe(2, "where the keys are, and the keys");
    }

    [Theory]
    [InlineData("keys", "{\"keys\":[]}")]
    [InlineData("keys", "{\"keys\":[{\"kty\":\"oct\",\"k\":\"c2VjcmV0\",\"kid\":\"k1\"}]}")]
    [InlineData("claims", "{\"a\":{\"b\":1}}")]
    [InlineData("issuer", "\"not an address\"")]
    [InlineData("agent_id", "999")]
    public async Task A_workload_that_could_never_be_judged_is_refused_when_it_is_made(string field, string value)
    {
        await using var lab = await IdentityLab.StartAsync();
        using var issuer = new TestIssuer();
        var body = Body(lab, issuer, "main", Issuer);
        body[field] = JsonNode.Parse(value);
        var answer = await lab.Person.PostAsJsonAsync(Workloads(lab), body, Cancellation);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync(Cancellation)).ShouldContain(field);
    }

    private static string Workloads(IdentityLab lab) => $"/api/gate/v1/accounts/{lab.Server.AccountId}/workloads/";

    private static JsonObject Body(IdentityLab lab, TestIssuer? issuer, string name, string url) =>
        new()
        {
            ["name"] = name,
            ["agent_id"] = lab.Agent,
            ["issuer"] = url,
            ["subject"] = Subject,
            ["claims"] = new JsonObject { ["workflow"] = "nightly" },
            ["keys"] = issuer?.Keys(),
        };

    private static async Task<long> CreateAsync(IdentityLab lab, TestIssuer? issuer, string name = "main", string issuerUrl = Issuer)
    {
        var body = Body(lab, issuer, name, issuerUrl);
        if (issuer is null)
        {
            body.Remove("keys");
        }
        var answer = await lab.Person.PostAsJsonAsync(Workloads(lab), body, Cancellation);
        var text = await answer.Content.ReadAsStringAsync(Cancellation);
        answer.StatusCode.ShouldBe(HttpStatusCode.Created, text);
        return (long)JsonNode.Parse(text)!["data"]!["id"]!;
    }

    private static async Task<HttpStatusCode> GetAsync(IdentityLab lab, string token)
    {
        using var client = lab.Server.ClientFor(token, "Bearer");
        return (await client.GetAsync(lab.Server.V2 + "jobs/", Cancellation)).StatusCode;
    }

    private static async Task RefusedAsync(IdentityLab lab, string token)
    {
        var mark = lab.Mark();
        (await GetAsync(lab, token)).ShouldBe(HttpStatusCode.Unauthorized);
        var record = lab.RecordsAfter(mark).ShouldHaveSingleItem();
        (record.Decision, record.Reason, record.Caller).ShouldBe(("Refused", "bad-token", null));
    }

    private static JsonObject With(JsonObject claims, string name, string value)
    {
        claims[name] = value;
        return claims;
    }

    /// <summary>An issuer with one key of an elliptic curve.</summary>
    private sealed class TestIssuer : IDisposable
    {
        private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        public static string Part(JsonNode json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json.ToJsonString()));

        public JsonObject Keys()
        {
            var q = _key.ExportParameters(includePrivateParameters: false).Q;
            return new JsonObject
            {
                ["keys"] = new JsonArray(
                    new JsonObject
                    {
                        ["kty"] = "EC",
                        ["crv"] = "P-256",
                        ["kid"] = "k1",
                        ["use"] = "sig",
                        ["x"] = Base64Url.EncodeToString(q.X),
                        ["y"] = Base64Url.EncodeToString(q.Y),
                    }
                ),
            };
        }

        public string Sign(JsonObject claims, string keyId = "k1")
        {
            var text =
                Part(
                    new JsonObject
                    {
                        ["alg"] = "ES256",
                        ["kid"] = keyId,
                        ["typ"] = "JWT",
                    }
                )
                + "."
                + Part(claims);
            return text + "." + Base64Url.EncodeToString(_key.SignData(Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256));
        }

        public string SignWithPublicKey(JsonObject claims)
        {
            var text = Part(new JsonObject { ["alg"] = "HS256", ["kid"] = "k1" }) + "." + Part(claims);
            return text
                + "."
                + Base64Url.EncodeToString(HMACSHA256.HashData(_key.ExportSubjectPublicKeyInfo(), Encoding.ASCII.GetBytes(text)));
        }

        public void Dispose() => _key.Dispose();
    }

    /// <summary>Stands for the internet: every address is that of the receiver.</summary>
    private sealed class ToReceiver(int port) : IOutboundConnections
    {
        public string? Problem(Uri address) => null;

        public async ValueTask<Stream> ConnectAsync(Uri address, CancellationToken cancellation)
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(IPAddress.Loopback, port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
    }
}
