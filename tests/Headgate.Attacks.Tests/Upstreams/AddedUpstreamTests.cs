using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Headgate.Catalogue;
using Headgate.Gate.Agents;
using Headgate.Store.Model;
using Headgate.Store.Secrets;
using Headgate.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Headgate.Attacks.Tests.Upstreams;

/// <summary>Which hosts may be given a token, and by which certificates they are known.</summary>
public sealed class AddedUpstreamTests
{
    [Theory]
    [Attack("UPS-22")]
    [InlineData("https://cloud.getdbt.com.evil.test", false, "does not belong to dbt")]
    [InlineData("https://cloud.getdbt.com.evil.test", true, "does not belong to dbt")]
    [InlineData("https://x@cloud.getdbt.com", false, "no user")]
    [InlineData("https://cloud.g\u0435tdbt.com", false, "xn--")]
    [InlineData("http://cloud.getdbt.com", false, "https://")]
    [InlineData("http://cloud.getdbt.com", true, "https://")]
    [InlineData("https://192.0.2.7", false, "IP address")]
    [InlineData("https://metadata.cloud.getdbt.com", false, "another of dbt's doors")]
    [InlineData("https://ab123.semantic-layer.us1.dbt.com", false, "another of dbt's doors")]
    [InlineData("https://headgate.example.com", false, "test bed")]
    [InlineData("https://cloud.getdbt.com/api", false, "without a path")]
    [InlineData("ftp://cloud.getdbt.com", false, "https://")]
    public async Task A_host_that_is_not_what_it_seems_is_refused(string address, bool testBed, string why)
    {
        await using var server = await HeadgateServer.StartAsync(settings => settings with { AllowUpstreamTestBeds = true });
        var body = JsonSerializer.Serialize(
            new
            {
                name = "prod",
                base_address = address,
                token = UpstreamLab.Token,
                test_bed = testBed,
            }
        );
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await server.Admin.PostAsync($"/api/gate/v1/accounts/{server.AccountId}/upstreams/", content);
        var text = await answer.Content.ReadAsStringAsync();

        ((int)answer.StatusCode).ShouldBe(400, text);
        JsonDocument.Parse(text).RootElement.GetProperty("data").GetProperty("base_address").GetString()!.ShouldContain(why);
    }

    [Fact]
    public async Task Whoever_administers_an_account_sends_the_server_to_no_host_that_its_operator_does_not_allow()
    {
        await using var server = await HeadgateServer.StartAsync();
        using var inner = new TcpListener(IPAddress.Loopback, 0);
        inner.Start();
        var address = $"http://{inner.LocalEndpoint}";
        using var content = new StringContent(
            JsonSerializer.Serialize(
                new
                {
                    name = "lab",
                    base_address = address,
                    token = UpstreamLab.Token,
                    test_bed = true,
                }
            ),
            Encoding.UTF8,
            "application/json"
        );
        using var answer = await server.Admin.PostAsync($"/api/gate/v1/accounts/{server.AccountId}/upstreams/", content);
        ((int)answer.StatusCode).ShouldBe(400);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("upstreams.allow_test_beds");
        inner.Pending().ShouldBeFalse();
    }

    [Fact]
    public async Task A_token_that_is_refused_there_is_not_kept_and_one_for_another_account_neither()
    {
        await using var lab = await UpstreamLab.StartAsync();
        lab.Upstream.Script = _ => Reply.Of(401, "{}");
        (await lab.AddUpstreamAsync("again", lab.Upstream.Address, "dbtc_wrongwrongwrong")).ShouldBe(400);
        lab.Upstream.Script = _ => Reply.Page(["""{"id":1,"name":"A"}""", """{"id":2,"name":"B"}"""], 2);
        (await lab.AddUpstreamAsync("again", lab.Upstream.Address, "dbtc_wrongwrongwrong")).ShouldBe(400);
        await using var db = await lab.Server.DatabaseAsync();
        db.Upstreams.Count().ShouldBe(1);
        var row = db.Upstreams.Single();
        row.SealedToken.ShouldNotContain(UpstreamLab.Token);
        row.SealedToken.Length.ShouldBeGreaterThan(50);
    }

    public static TheoryData<string> Certificates() => ["self-signed", "expired", "other-name", "wildcard", "client-only"];

    [Theory]
    [Attack("CRED-07")]
    [Attack("CRED-08")]
    [Attack("UPS-23")]
    [MemberData(nameof(Certificates))]
    public async Task A_certificate_that_is_not_the_hosts_gets_no_token(string kind)
    {
        await using var server = await HeadgateServer.StartAsync();
        using var certificate = Certificate(kind);
        using var stop = new CancellationTokenSource();
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var read = 0;
        var serving = Task.Run(async () =>
        {
            try
            {
                while (true)
                {
                    using var client = await listener.AcceptTcpClientAsync(stop.Token);
                    await using var tls = new SslStream(client.GetStream());
                    try
                    {
                        await tls.AuthenticateAsServerAsync(certificate);
                        Interlocked.Add(ref read, await tls.ReadAsync(new byte[1024], stop.Token));
                    }
                    catch (Exception e) when (e is IOException or System.Security.Authentication.AuthenticationException)
                    {
                        // The gate has hung up, as it should.
                    }
                }
            }
            catch (OperationCanceledException)
            {
                // The test is over.
            }
        });
        await using (var db = await server.DatabaseAsync())
        {
            db.Upstreams.Add(
                new Upstream
                {
                    AccountId = server.AccountId,
                    Name = "prod",
                    BaseAddress = $"https://localhost:{((IPEndPoint)listener.LocalEndpoint).Port}",
                    RemoteAccountId = 70001,
                    SealedToken = server.Services.GetRequiredService<SecretsAtRest>().Seal(new Secret(UpstreamLab.Token)),
                    TokenHash = "x",
                }
            );
            await db.SaveChangesAsync();
        }
        var agents = server.Services.GetRequiredService<AgentRegistry>();
        var by = Headgate.Gate.Recording.ChangeActor.Operator;
        var made = await agents.CreateAsync(server.AccountId, new NewAgent("a") { Upstream = "prod" }, by, CancellationToken.None);
        await agents.PutGrantAsync(server.AccountId, made.Value!.Agent.Id, new NewGrant("jobs", "read"), by, CancellationToken.None);
        using var caller = server.ClientFor(made.Value.Secret.Reveal(), "Bearer");

        using var answer = await caller.GetAsync("/api/v2/accounts/70001/jobs/");
        var text = await answer.Content.ReadAsStringAsync();

        ((int)answer.StatusCode).ShouldBe(502, text);
        text.ShouldContain("certificate");
        read.ShouldBe(0);
        Standing.Recorded.Of(server, "outcome").Last().Other!["outcome"].GetString().ShouldBe("tls-failed");
        await stop.CancelAsync();
        await serving;
    }

    private static X509Certificate2 Certificate(string kind)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var name = kind switch
        {
            "other-name" => "other.test",
            "wildcard" => "*.localhost",
            _ => "localhost",
        };
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        if (kind == "client-only")
        {
            request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.2")], critical: true));
        }
        var now = TimeProvider.System.GetUtcNow();
        using var made = request.CreateSelfSigned(now.AddYears(-2), kind == "expired" ? now.AddDays(-1) : now.AddYears(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null);
    }
}
