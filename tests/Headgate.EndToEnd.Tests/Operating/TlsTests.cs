using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Headgate.Testing;

namespace Headgate.EndToEnd.Tests.Operating;

/// <summary>A server with a certificate of its own, and one behind a proxy.</summary>
public sealed class TlsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Certificate => Path.Combine(_folder.Path, "server.pem");

    private string Key => Path.Combine(_folder.Path, "server.key");

    private string Data => Path.Combine(_folder.Path, "data");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_certificate_from_files_is_served_and_a_renewed_one_from_the_next_connection_on()
    {
        var first = Write("one.example");
        await using var server = await ServedServer.StartAsync(Data, Files());
        server.Url.ShouldStartWith("https://127.0.0.1:");
        (await ThumbprintAsync(server.Url)).ShouldBe(first);

        await File.WriteAllTextAsync(Certificate, "no certificate", TestContext.Current.CancellationToken);
        await Until.HoldsAsync(
            async () =>
                await ThumbprintAsync(server.Url) == first
                && server.Output.Contains("so the old one stays in use", StringComparison.Ordinal),
            () => "the server tells of the file and goes on with what it has",
            TestContext.Current.CancellationToken
        );

        var second = Write("two.example");
        await Until.HoldsAsync(
            async () => await ThumbprintAsync(server.Url) == second,
            () => "the renewed certificate is served",
            TestContext.Current.CancellationToken
        );
    }

    [Theory]
    [InlineData(false, "listen.certificate and listen.certificate_key belong together: set both, or neither.")]
    [InlineData(true, "are no certificate with its key in PEM")]
    public async Task Files_that_are_no_certificate_with_its_key_stop_the_start(bool withKey, string fault)
    {
        Write("one.example");
        var files = Files();
        if (withKey)
        {
            await File.WriteAllTextAsync(Key, "no key", TestContext.Current.CancellationToken);
        }
        else
        {
            files.Remove("HEADGATE__LISTEN__CERTIFICATE_KEY");
        }
        var result = await HeadgateProgram.RunAsync(files, "serve", "--data", Data, "--port", "0");
        result.ExitCode.ShouldBe(1);
        result.Error.ShouldContain(fault);
        result.Error.ShouldNotContain("   at ");
    }

    [Theory]
    [InlineData("127.0.0.0/8", "203.0.113.9", "203.0.113.9")]
    [InlineData("127.0.0.1", "198.51.100.7, 203.0.113.9, 127.0.0.2", "127.0.0.2")]
    [InlineData("127.0.0.0/8", "198.51.100.7, 203.0.113.9, 127.0.0.2", "203.0.113.9")]
    [InlineData("127.0.0.0/8", "nonsense", "127.0.0.1")]
    [InlineData("10.0.0.0/8", "203.0.113.9", "127.0.0.1")]
    [InlineData(null, "203.0.113.9", "127.0.0.1")]
    public async Task The_record_sees_the_address_that_a_trusted_proxy_names_and_no_other(string? trusted, string header, string address)
    {
        var variables = new Dictionary<string, string?>(StringComparer.Ordinal);
        if (trusted is not null)
        {
            variables["HEADGATE__LISTEN__TRUSTED_PROXIES__0"] = trusted;
        }
        await using var server = await ServedServer.StartAsync(Data, variables);
        var token = (await server.JsonAsync("account", "add", "Hollow Hill"))["secret"]!.ToString();
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{server.Url}/api/v3/accounts/1/projects/");
        request.Headers.Authorization = new AuthenticationHeaderValue("Token", token);
        request.Headers.Add("X-Forwarded-For", header);
        (await http.SendAsync(request, TestContext.Current.CancellationToken)).IsSuccessStatusCode.ShouldBeTrue();

        var records = await server.SendAsync("GET", "/api/gate/v1/accounts/1/records/?limit=5", token);
        var call = ((JsonArray)JsonNode.Parse(records.Body)!["data"]!).First(r =>
            r!.ToJsonString().Contains("listed projects", StringComparison.Ordinal)
        )!;
        call.ToJsonString().ShouldContain($"\"{address}\"");
    }

    private Dictionary<string, string?> Files() =>
        new(StringComparer.Ordinal) { ["HEADGATE__LISTEN__CERTIFICATE"] = Certificate, ["HEADGATE__LISTEN__CERTIFICATE_KEY"] = Key };

    /// <summary>Writes a certificate with its key; gives its thumbprint.</summary>
    private string Write(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        File.WriteAllText(Key, key.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(Certificate, certificate.ExportCertificatePem());
        return certificate.Thumbprint;
    }

    private static async Task<string> ThumbprintAsync(string url)
    {
        var seen = "";
        using var handler = new SocketsHttpHandler();
        handler.SslOptions = new SslClientAuthenticationOptions
        {
            RemoteCertificateValidationCallback = (_, certificate, _, _) =>
            {
                // Its own authority is its only one, so that the test compares it with the file.
                seen = certificate!.GetCertHashString();
                return seen.Length > 0;
            },
        };
        using var http = new HttpClient(handler);
        (await http.GetAsync(new Uri(url + "/readyz"), TestContext.Current.CancellationToken)).IsSuccessStatusCode.ShouldBeTrue();
        return seen;
    }
}
