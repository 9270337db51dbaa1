using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Headgate.Attacks.Tests.Standing;
using Headgate.Gate.Agents;
using Headgate.Gate.Journal;
using Headgate.Gate.Journal.Reading;
using Headgate.Testing;
using Microsoft.AspNetCore.Http;

namespace Headgate.Attacks.Tests;

/// <summary>Attacks by receivers and by names, against deliveries of the composed server.</summary>
[Collection("attacks")]
public sealed class HookDeliveryTests(HookServer hooks) : IClassFixture<HookServer>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task HOOK_03_name_that_resolves_inside()
    {
        var project = await hooks.Server.CreateProjectAsync("Inside");
        var (id, _) = await hooks.SubscribeAsync(project, new Uri("https://internal.test/"));
        hooks.Answer("10.0.0.5");

        (await hooks.TestAsync(id)).GetProperty("verification_status_code").GetString().ShouldBe("0");

        (await hooks.ReceiptsAsync(id)).ShouldHaveSingleItem().GetProperty("error_info").GetString()!.ShouldStartWith("blocked-address");
    }

    [Fact]
    public async Task HOOK_04_resolves_differently_twice()
    {
        await using var receiver = await TestReceiver.StartAsync(_ => 200);
        var project = await hooks.Server.CreateProjectAsync("Rebinding");
        var (id, _) = await hooks.SubscribeAsync(project, new Uri($"http://rebinding.test:{receiver.Url.Port}/"));
        hooks.Answer("127.0.0.1");
        hooks.Answer("169.254.169.254");

        (await hooks.TestAsync(id))
            .GetProperty("verification_status_code")
            .GetString()
            .ShouldBe("200", "one look-up for check and connection");
        await hooks.TestAsync(id);

        (await hooks.ReceiptsAsync(id))[0].GetProperty("error_info").GetString()!.ShouldStartWith("blocked-address");
        receiver.Count.ShouldBe(1);
    }

    [Fact]
    public Task HOOK_06_redirect_inside() => RedirectAsync("http://169.254.169.254/");

    [Fact]
    public Task HOOK_07_redirect_loop() => RedirectAsync("/hook");

    [Theory]
    [InlineData("127.0.0.1", 1)]
    [InlineData("127.0.0.1", -1)]
    [InlineData("192.0.2.1", 1)]
    public async Task HOOK_08_bad_certificate(string name, int days)
    {
        using var certificate = Certificate(name, days);
        await using var receiver = await TestReceiver.StartAsync((_, _) => Task.CompletedTask, certificate);
        var project = await hooks.Server.CreateProjectAsync("Certificates");
        var (id, _) = await hooks.SubscribeAsync(project, receiver.Url);

        (await hooks.TestAsync(id)).GetProperty("verification_error").GetString().ShouldNotBeNullOrEmpty();

        (await hooks.ReceiptsAsync(id)).ShouldHaveSingleItem().GetProperty("error_info").GetString()!.ShouldStartWith("tls");
        receiver.Count.ShouldBe(0);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task HOOK_09_slow_receiver(bool drips)
    {
        var end = new TaskCompletionSource();
        await using var slow = await TestReceiver.StartAsync(
            async (http, _) =>
            {
                if (drips)
                {
                    await http.Response.WriteAsync("x", Cancellation);
                    await http.Response.Body.FlushAsync(Cancellation);
                }
                await end.Task;
            }
        );
        await using var quick = await TestReceiver.StartAsync(_ => 200);
        var project = await hooks.Server.CreateProjectAsync("Slow");
        var (late, _) = await hooks.SubscribeAsync(project, slow.Url);
        var (other, _) = await hooks.SubscribeAsync(project, quick.Url);
        await hooks.EndRunAsync(project);

        await slow.Posts.ReadAsync(Cancellation);
        (await hooks.UntilReceiptsAsync(other, 1, TimeSpan.Zero))[0].GetProperty("http_status_code").GetString().ShouldBe("200");
        (await hooks.ReceiptsAsync(late)).ShouldBeEmpty();
        hooks.Clock.Advance(TimeSpan.FromSeconds(10));
        var receipts = await hooks.UntilReceiptsAsync(late, 1, TimeSpan.Zero);

        receipts[0].GetProperty("error_info").GetString()!.ShouldStartWith("timeout");
        end.SetResult();
    }

    [Fact]
    public async Task HOOK_10_receiver_returns_5xx_for_ever()
    {
        await using var receiver = await TestReceiver.StartAsync(_ => 500);
        var project = await hooks.Server.CreateProjectAsync("Broken");
        var (id, _) = await hooks.SubscribeAsync(project, receiver.Url);
        await hooks.EndRunAsync(project);

        (await hooks.UntilReceiptsAsync(id, 5, TimeSpan.FromMinutes(16))).Count.ShouldBe(5);

        var subscription = await hooks.ReadAsync($"webhooks/subscription/{id}");
        subscription.GetProperty("active").GetBoolean().ShouldBeFalse();
        subscription.GetProperty("deactivate_reason").GetString()!.ShouldContain("500");
        hooks.Clock.Advance(TimeSpan.FromHours(5));
        await hooks.EndRunAsync(project);
        receiver.Count.ShouldBe(5);
    }

    [Fact]
    public async Task HOOK_11_huge_answer()
    {
        var chunk = Encoding.ASCII.GetBytes(new string('x', 16 * 1024));
        var sent = 0L;
        await using var receiver = await TestReceiver.StartAsync(
            async (http, _) =>
            {
                for (; sent < 1L << 30 && !http.RequestAborted.IsCancellationRequested; sent += chunk.Length)
                {
                    await http.Response.Body.WriteAsync(chunk, http.RequestAborted);
                }
            }
        );
        var project = await hooks.Server.CreateProjectAsync("Huge");
        var (id, _) = await hooks.SubscribeAsync(project, receiver.Url);

        (await hooks.TestAsync(id)).GetProperty("verification_error").ValueKind.ShouldBe(JsonValueKind.Null);

        (await hooks.ReceiptsAsync(id)).ShouldHaveSingleItem().GetProperty("response_body").GetString()!.Length.ShouldBe(64 * 1024);
        sent.ShouldBeLessThan(1L << 30);
    }

    [Fact]
    public async Task HOOK_12_signature_with_non_ascii_body()
    {
        await using var receiver = await TestReceiver.StartAsync(_ => 200);
        var project = await hooks.Server.CreateProjectAsync("Überprüfung 日本 😀");
        var (id, secret) = await hooks.SubscribeAsync(project, receiver.Url);
        await hooks.EndRunAsync(project);

        var post = await receiver.Posts.ReadAsync(Cancellation);

        post.IsSignedWith(secret).ShouldBeTrue();
        post.Json.GetProperty("data").GetProperty("projectName").GetString().ShouldBe("Überprüfung 日本 😀");
        var receipt = (await hooks.UntilReceiptsAsync(id, 1, TimeSpan.Zero))[0];
        receipt.GetProperty("http_status_code").GetString().ShouldBe("200");
        receipt.GetProperty("request_body").GetString().ShouldBe(Encoding.UTF8.GetString(post.Body));
        receipt.GetRawText().ShouldNotContain(post.Headers["Authorization"]);
    }

    [Fact]
    public async Task HOOK_21_port_scan_by_test_call()
    {
        var project = await hooks.Server.CreateProjectAsync("Ports");
        var key = await hooks.Server.CreateAgentAsync(
            "scanner",
            new NewGrant("webhook_subscriptions", "full") { ProjectIds = [project.Id] },
            new NewGrant("jobs", "read") { ProjectIds = [project.Id] },
            new NewGrant("webhooks.test", "full") { ProjectIds = [project.Id] }
        );
        using var agent = hooks.Server.ClientFor(key, "Bearer");
        using var silent = SilentPort(out var waiting);
        var (id, _) = await hooks.SubscribeAsync(project, new Uri("http://127.0.0.1:1/"), agent);
        var closed = await TestAsync(agent, id);
        (id, _) = await hooks.SubscribeAsync(project, new Uri($"http://{silent.LocalEndPoint}/"), agent);
        var filtered = await TestAsync(agent, id);
        filtered.GetProperty("data").GetProperty("verification_error").GetString().ShouldNotBeNullOrEmpty();
        filtered
            .GetProperty("data")
            .GetProperty("verification_error")
            .GetRawText()
            .ShouldBe(closed.GetProperty("data").GetProperty("verification_error").GetRawText());
        waiting.ForEach(w => w.Dispose());

        hooks.Clock.Advance(TimeSpan.FromMinutes(1));
        (id, _) = await hooks.SubscribeAsync(project, new Uri("http://127.0.0.1:2/"), agent);
        var statuses = new List<int>();
        for (var i = 0; i < 11; i++)
        {
            statuses.Add((await TestAsync(agent, id)).GetProperty("status").GetProperty("code").GetInt32());
        }
        statuses.ShouldBe([.. Enumerable.Repeat(200, 10), 429]);
        var record = new JournalReader(JournalSettings.ForData(hooks.Server.DataFolder).Folder)
            .Read(new JournalQuery(), Cancellation)
            .Select(r => r.Record)
            .Last(r => r.Kind == "decision");
        (record.Decision, record.Reason).ShouldBe(("Stopped", "rate-limited"), record.Sentence);
    }

    /// <summary>A test call, with the clock moving while it waits.</summary>
    private async Task<JsonElement> TestAsync(HttpClient agent, string id)
    {
        var call = ReadTextAsync(agent, $"{hooks.Server.V3}webhooks/subscription/{id}/test");
        while (await Task.WhenAny(call, Task.Delay(100, Cancellation)) != call)
        {
            hooks.Clock.Advance(TimeSpan.FromSeconds(1));
        }
        return JsonDocument.Parse(await call).RootElement.Clone();
    }

    private static async Task<string> ReadTextAsync(HttpClient client, string path)
    {
        using var answer = await client.GetAsync(path, Cancellation);
        return await answer.Content.ReadAsStringAsync(Cancellation);
    }

    /// <summary>A port whose queue is full, so that a connection to it waits as behind a filter.</summary>
    private static Socket SilentPort(out List<Socket> waiting)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        socket.Listen(0);
        waiting = [];
        for (var i = 0; i < 8; i++)
        {
            var filler = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { Blocking = false };
            waiting.Add(filler);
            try
            {
                filler.Connect(socket.LocalEndPoint!);
            }
            catch (SocketException inProgress) when (inProgress.SocketErrorCode is SocketError.WouldBlock or SocketError.InProgress)
            {
                continue;
            }
        }
        return socket;
    }

    private async Task RedirectAsync(string location)
    {
        await using var receiver = await TestReceiver.StartAsync(
            (http, _) =>
            {
                http.Response.Redirect(location);
                return Task.CompletedTask;
            }
        );
        var project = await hooks.Server.CreateProjectAsync("Redirects");
        var (id, _) = await hooks.SubscribeAsync(project, receiver.Url);

        (await hooks.TestAsync(id)).GetProperty("verification_status_code").GetString().ShouldBe("302");

        receiver.Count.ShouldBe(1);
        (await hooks.ReceiptsAsync(id)).ShouldHaveSingleItem().GetProperty("error_info").GetString()!.ShouldStartWith("redirect");
    }

    private static X509Certificate2 Certificate(string address, int days)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=receiver", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Parse(address));
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-3), now.AddDays(days));
    }
}
