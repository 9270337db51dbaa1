using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Headgate.Gate.Journal.Reading;
using Headgate.Testing;
using Headgate.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Headgate.Attacks.Tests.Identity;

/// <summary>Clients that are described by a document, whose address whoever sends a browser here has chosen.</summary>
[Collection("attacks")]
public sealed class ClientDocumentTests
{
    private const string Id = "http://client.example/claude.json";

    private static string Good(string id = Id, string redirect = IdentityLab.Redirect) =>
        new JsonObject
        {
            ["client_id"] = id,
            ["client_name"] = "Claude Code",
            ["redirect_uris"] = new JsonArray(redirect),
        }.ToJsonString();

    [Fact]
    public async Task A_described_client_is_known_by_the_address_of_its_description()
    {
        await using var host = await TestReceiver.StartAsync((http, _) => http.Response.WriteAsync(Good()));
        await using var lab = await LabAsync(host);
        var verifier = IdentityLab.NewVerifier();
        // The port of a program on the person's machine is another each time.
        var answer = await lab.AskAsync(Id, verifier, ("redirect_uri", "http://127.0.0.1:9999/callback"));
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect, await answer.Content.ReadAsStringAsync());
        var (access, _) = await lab.ConnectedAsync(Id);
        var mark = lab.Mark();
        (await lab.ListJobsAsync(access)).Status.ShouldBe(HttpStatusCode.OK);
        lab.RecordsAfter(mark)[0].Caller!.For![0].ShouldBe(new RecordedPrincipal("client", Id, "Claude Code"));
        host.Count.ShouldBe(1, "it is read once in five minutes");
    }

    [Attack("MCP-45")]
    [Theory]
    [InlineData("https://127.0.0.1:{0}/c.json")]
    [InlineData("https://localhost:{0}/c.json")]
    [InlineData("https://[::1]:{0}/c.json")]
    [InlineData("https://10.0.0.1:{0}/c.json")]
    [InlineData("https://169.254.169.254/latest/meta-data")]
    [InlineData("http://127.0.0.1:{0}/c.json")]
    [InlineData("https://inside.test:{0}/c.json")]
    [InlineData("file:///etc/passwd")]
    [InlineData("not-an-address")]
    public async Task A_description_is_fetched_from_the_public_internet_alone(string id)
    {
        await using var host = await TestReceiver.StartAsync(_ => 200);
        await using var lab = await IdentityLab.StartAsync(services =>
            services.AddSingleton<Platform.Webhooks.Receivers.IReceiverNames>(new NamesInside())
        );
        await RefusedAsync(lab, string.Format(System.Globalization.CultureInfo.InvariantCulture, id, host.Url.Port));
        host.Count.ShouldBe(0);
    }

    [Attack("MCP-45")]
    [Theory]
    [InlineData("redirect")]
    [InlineData("large")]
    [InlineData("endless")]
    [InlineData("another client")]
    [InlineData("another host")]
    [InlineData("secret")]
    [InlineData("html")]
    [InlineData("404")]
    public async Task A_description_that_is_not_what_it_has_to_be_is_refused(string kind)
    {
        await using var inside = await TestReceiver.StartAsync(_ => 200);
        await using var host = await TestReceiver.StartAsync(
            async (http, _) =>
            {
                switch (kind)
                {
                    case "redirect":
                        http.Response.Redirect(inside.Url.ToString());
                        return;
                    case "404":
                        http.Response.StatusCode = 404;
                        return;
                    case "large":
                        await http.Response.WriteAsync(Good()[..^1] + ",\"x\":\"" + new string('x', 70_000) + "\"}");
                        return;
                    case "endless":
                        await http.Response.WriteAsync("{");
                        await new TaskCompletionSource().Task.WaitAsync(http.RequestAborted);
                        return;
                    default:
                        await http.Response.WriteAsync(
                            kind switch
                            {
                                "another client" => Good("http://client.example/other.json"),
                                "another host" => Good(redirect: "https://evil.example/callback"),
                                "secret" => Good()[..^1] + ",\"token_endpoint_auth_method\":\"client_secret_post\"}",
                                _ => "<html>",
                            }
                        );
                        return;
                }
            }
        );
        await using var lab = await LabAsync(host);
        await RefusedAsync(lab, Id);
        inside.Count.ShouldBe(0);
        host.Count.ShouldBe(1);
    }

    [Attack("MCP-45")]
    [Fact]
    public async Task Whoever_registers_without_end_is_told_to_wait_and_leaves_nothing_behind()
    {
        await using var lab = await IdentityLab.StartAsync();
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 100; i++)
        {
            using var answer = await lab.Client.PostAsJsonAsync(
                "/oauth/register",
                new { client_name = $"client {i}", redirect_uris = new[] { IdentityLab.Redirect } }
            );
            statuses.Add(answer.StatusCode);
        }
        statuses.Count(s => s == HttpStatusCode.Created).ShouldBeLessThanOrEqualTo(60);
        statuses.Count(s => s == HttpStatusCode.TooManyRequests).ShouldBeGreaterThanOrEqualTo(40);
        await using var db = await lab.Server.DatabaseAsync();
        db.ClientConnections.Count().ShouldBe(0);
        db.ClientTokens.Count().ShouldBe(0);
    }

    [Attack("MCP-45")]
    [Theory]
    [InlineData("""{"client_name":"x"}""")]
    [InlineData("""{"redirect_uris":["http://evil.example/"]}""")]
    [InlineData("""{"redirect_uris":["javascript:alert(1)"]}""")]
    [InlineData("""{"redirect_uris":["https://a@evil.example/"]}""")]
    [InlineData("""{"redirect_uris":["https://x.example/#f"]}""")]
    [InlineData("""{"redirect_uris":["http://127.0.0.1/"],"client_name":"a\u202eb"}""")]
    [InlineData("[]")]
    [InlineData("{")]
    public async Task A_client_that_describes_itself_wrongly_is_not_registered(string body)
    {
        await using var lab = await IdentityLab.StartAsync();
        using var content = new StringContent(body);
        var mark = lab.Mark();
        var answer = await lab.Client.PostAsync("/oauth/register", content);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        lab.RecordsAfter(mark).ShouldHaveSingleItem().Reason.ShouldBe("bad-token");
    }

    private static async Task RefusedAsync(IdentityLab lab, string id)
    {
        var mark = lab.Mark();
        var answer = await lab.AskAsync(id, IdentityLab.NewVerifier());
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest, await answer.Content.ReadAsStringAsync());
        var record = lab.RecordsAfter(mark).ShouldHaveSingleItem();
        (record.Decision, record.Reason).ShouldBe(("Refused", "bad-target"));
    }

    private static Task<IdentityLab> LabAsync(TestReceiver host) =>
        IdentityLab.StartAsync(services =>
            services.AddKeyedSingleton<IOutboundConnections>(OutboundReach.Public, new ToReceiver(host.Url.Port))
        );

    /// <summary>Every name leads inside.</summary>
    private sealed class NamesInside : Platform.Webhooks.Receivers.IReceiverNames
    {
        public Task<IPAddress[]> ResolveAsync(string name, CancellationToken cancellation) =>
            Task.FromResult<IPAddress[]>([IPAddress.Loopback]);
    }

    /// <summary>Stands for the public internet: every address is that of the receiver.</summary>
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
