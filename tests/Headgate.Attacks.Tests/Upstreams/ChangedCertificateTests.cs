using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Headgate.Attacks.Tests.Standing;
using Headgate.Gate.Journal;
using Headgate.Gate.Journal.Reading;
using Headgate.Testing;

namespace Headgate.Attacks.Tests.Upstreams;

/// <summary>
/// An account elsewhere whose certificate was good when it was added, of an authority that the server's machine trusts, and whose TLS changes later. The server is a process of its own: which authorities it trusts is said to
/// it by the system's own variable.
/// </summary>
public sealed class ChangedCertificateTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Attack("UPS-23")]
    [Fact]
    public async Task A_certificate_that_is_good_no_more_gets_no_token()
    {
        using var folder = new TemporaryFolder();
        using var authority = Authority();
        var trusted = Path.Combine(folder.Path, "authority.pem");
        var keyLog = Path.Combine(folder.Path, "keys.log");
        await File.WriteAllTextAsync(trusted, authority.ExportCertificatePem(), Cancellation);
        using var good = Signed(authority, "localhost");
        await using var account = new TlsAccount(good);
        await using var server = await ServedProgram.StartAsync(
            ("HEADGATE__UPSTREAMS__ALLOW_TEST_BEDS", "true"),
            ("SSL_CERT_FILE", trusted),
            ("SSL_CERT_DIR", folder.Path),
            ("SSLKEYLOGFILE", keyLog)
        );
        await server.GateAsync(
            "upstreams/",
            new
            {
                name = "prod",
                base_address = $"https://localhost:{account.Port}",
                token = UpstreamLab.Token,
                test_bed = true,
            }
        );
        var agent = await server.GateAsync("agents/", new { name = "reader", upstream = "prod" });
        await server.GateAsync(
            $"agents/{agent.GetProperty("agent").GetProperty("id")}/grants/",
            new
            {
                capability = "jobs",
                level = "read",
                everywhere = true,
            }
        );
        using var client = server.ClientFor(agent.GetProperty("secret").GetString()!);
        (await ListAsync(client)).Status.ShouldBe(HttpStatusCode.OK);
        account.Tokens.ShouldBeGreaterThan(0);

        foreach (
            var (what, certificate, protocols) in new (string, X509Certificate2, SslProtocols)[]
            {
                ("another name", Signed(authority, "other.test"), SslProtocols.None),
                ("a wildcard of one label more", Signed(authority, "*.localhost"), SslProtocols.None),
                ("expired", Signed(authority, "localhost", days: -1), SslProtocols.None),
                ("for clients only", Signed(authority, "localhost", usage: "1.3.6.1.5.5.7.3.2"), SslProtocols.None),
#pragma warning disable SYSLIB0039, CA5397 // That is what is refused.
                ("TLS 1.1", good, SslProtocols.Tls11),
#pragma warning restore SYSLIB0039, CA5397
            }
        )
        {
            account.Change(certificate, protocols);
            var (status, text) = await ListAsync(client);
            status.ShouldBe(HttpStatusCode.BadGateway, $"{what}: {text}");
            account.Tokens.ShouldBe(0, what);
            // One that is good again is asked again.
            account.Change(good, SslProtocols.None);
            (await ListAsync(client)).Status.ShouldBe(HttpStatusCode.OK);
        }

        // The same server under another name: what was agreed with the first name opens nothing.
        account.Change(good, SslProtocols.None);
        using var other = await server.Admin.PostAsync(
            $"/api/gate/v1/accounts/{server.AccountId}/upstreams/",
            new StringContent(
                $$"""{"name":"second","base_address":"https://127.0.0.1:{{account.Port}}","token":"{{UpstreamLab.Token}}","test_bed":true}""",
                Encoding.UTF8,
                "application/json"
            ),
            Cancellation
        );
        other.IsSuccessStatusCode.ShouldBeFalse(await other.Content.ReadAsStringAsync(Cancellation));
        account.Tokens.ShouldBe(0);

        File.Exists(keyLog).ShouldBeFalse("the keys of TLS are written nowhere");
        await server.KillAsync();
        new JournalReader(JournalSettings.ForData(server.Data).Folder)
            .Read(new JournalQuery(), CancellationToken.None)
            .Select(r => r.Record)
            .Count(r => r.Kind == "outcome" && r.Other?.TryGetValue("outcome", out var word) == true && word.GetString() == "tls-failed")
            .ShouldBe(5);
    }

    private static async Task<(HttpStatusCode Status, string Text)> ListAsync(HttpClient client)
    {
        using var answer = await client.GetAsync("/api/v2/accounts/70001/jobs/", Cancellation);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancellation));
    }

    private static X509Certificate2 Authority()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Authority of the tests", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        var now = TimeProvider.System.GetUtcNow();
        using var made = request.CreateSelfSigned(now.AddYears(-3), now.AddYears(3));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null);
    }

    private static X509Certificate2 Signed(X509Certificate2 authority, string name, int days = 90, string usage = "1.3.6.1.5.5.7.3.1")
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(usage)], critical: true));
        var now = TimeProvider.System.GetUtcNow();
        using var made = request.Create(authority, now.AddYears(-1), now.AddDays(days), RandomNumberGenerator.GetBytes(8));
        using var whole = made.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(whole.Export(X509ContentType.Pfx), null);
    }

    /// <summary>The account, behind TLS that changes; it notes whether a token came through.</summary>
    private sealed class TlsAccount : IAsyncDisposable
    {
        private readonly FakeAccount _account = new();
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly CancellationTokenSource _stop = new();
        private readonly Task _accepting;
        private readonly List<TcpClient> _open = [];
        private (X509Certificate2 Certificate, SslProtocols Protocols) _now;

        public TlsAccount(X509Certificate2 certificate)
        {
            _now = (certificate, SslProtocols.None);
            _listener.Start();
            _accepting = AcceptAsync();
        }

        public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

        public int Tokens => _account.Seen.Count(r => r.Header("Authorization") is not null);

        /// <summary>Changes TLS, ends what is open, and forgets what was seen.</summary>
        public void Change(X509Certificate2 certificate, SslProtocols protocols)
        {
            _now = (certificate, protocols);
            lock (_open)
            {
                _open.ForEach(c => c.Dispose());
                _open.Clear();
            }
            _account.Seen.Clear();
        }

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            _listener.Stop();
            await _accepting;
            Change(_now.Certificate, SslProtocols.None);
            await _account.DisposeAsync();
            _stop.Dispose();
        }

        private async Task AcceptAsync()
        {
            try
            {
                while (true)
                {
                    var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                    lock (_open)
                    {
                        _open.Add(client);
                    }
                    _ = ServeAsync(client);
                }
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                // The test is over.
            }
        }

        private async Task ServeAsync(TcpClient client)
        {
            try
            {
                await using var tls = new SslStream(client.GetStream());
                await tls.AuthenticateAsServerAsync(
                    new SslServerAuthenticationOptions
                    {
                        ServerCertificate = _now.Certificate,
                        EnabledSslProtocols = _now.Protocols,
                        AllowTlsResume = true,
                    },
                    _stop.Token
                );
                var address = new Uri(_account.Address);
                using var inner = new TcpClient(address.Host, address.Port);
                await using var plain = inner.GetStream();
                await Task.WhenAny(tls.CopyToAsync(plain, _stop.Token), plain.CopyToAsync(tls, _stop.Token));
            }
            catch (Exception e)
                when (e
                        is IOException
                            or AuthenticationException
                            or OperationCanceledException
                            or ObjectDisposedException
                            or SocketException
                )
            {
                // The gate has hung up, as it should, or the test has.
            }
            finally
            {
                client.Dispose();
            }
        }
    }
}
