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

    [Attack("HOOK-03")]
    [Fact]
    public async Task A_name_that_leads_inside_is_stopped_when_it_is_connected_to()
    {
        var project = await hooks.Server.CreateProjectAsync("Inside");
        var (id, _) = await hooks.SubscribeAsync(project, new Uri("https://internal.test/"));
        hooks.Answer("10.0.0.5");

        (await hooks.TestAsync(id)).GetProperty("verification_status_code").GetString().ShouldBe("0");

        (await hooks.ReceiptsAsync(id)).ShouldHaveSingleItem().GetProperty("error_info").GetString()!.ShouldStartWith("blocked-address");
    }

    [Attack("HOOK-04")]
    [Fact]
    public async Task The_address_that_was_checked_is_the_one_connected_to()
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

    [Attack("HOOK-06")]
    [Fact]
    public Task A_redirect_to_an_address_inside_is_not_followed() => RedirectAsync("http://169.254.169.254/");

    [Attack("HOOK-07")]
    [Fact]
    public Task A_receiver_that_redirects_to_itself_gets_one_request() => RedirectAsync("/hook");

    [Attack("HOOK-08", Lacks = "a receiver that speaks TLS 1.0 only")]
    [Theory]
    [InlineData("127.0.0.1", 1)]
    [InlineData("127.0.0.1", -1)]
    [InlineData("192.0.2.1", 1)]
    public async Task A_receiver_with_a_bad_certificate_gets_nothing(string name, int days)
    {
        using var certificate = Certificate(name, days);
        await using var receiver = await TestReceiver.StartAsync((_, _) => Task.CompletedTask, certificate);
        var project = await hooks.Server.CreateProjectAsync("Certificates");
        var (id, _) = await hooks.SubscribeAsync(project, receiver.Url);

        (await hooks.TestAsync(id)).GetProperty("verification_error").GetString().ShouldNotBeNullOrEmpty();

        (await hooks.ReceiptsAsync(id)).ShouldHaveSingleItem().GetProperty("error_info").GetString()!.ShouldStartWith("tls");
        receiver.Count.ShouldBe(0);
    }

    [Attack("HOOK-09")]
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_slow_receiver_is_given_up_after_ten_seconds_and_holds_no_other_back(bool drips)
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

    [Attack("HOOK-10")]
    [Fact]
    public async Task A_receiver_that_always_fails_is_tried_five_times_and_then_switched_off_with_the_reason()
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

    [Attack("HOOK-11")]
    [Fact]
    public async Task Of_an_answer_of_1_GiB_64_KiB_are_kept_and_the_rest_is_not_read()
    {
        var chunk = Encoding.ASCII.GetBytes(new string('x', 16 * 1024));
        var sent = 0L;
        await using var receiver = await TestReceiver.StartAsync(
            async (http, _) =>
            {
                // What is written once nobody reads any more is thrown away at once: only this tells it before the abort is seen.
                for (var isRead = true; isRead && sent < 1L << 30; sent += chunk.Length)
                {
                    isRead = !(await http.Response.BodyWriter.WriteAsync(chunk, http.RequestAborted)).IsCompleted;
                }
            }
        );
        var project = await hooks.Server.CreateProjectAsync("Huge");
        var (id, _) = await hooks.SubscribeAsync(project, receiver.Url);

        (await hooks.TestAsync(id)).GetProperty("verification_error").ValueKind.ShouldBe(JsonValueKind.Null);

        (await hooks.ReceiptsAsync(id)).ShouldHaveSingleItem().GetProperty("response_body").GetString()!.Length.ShouldBe(64 * 1024);
        sent.ShouldBeLessThan(1L << 30);
    }

    [Attack("HOOK-12")]
    [Fact]
    public async Task The_signature_fits_the_very_bytes_of_a_body_beyond_ASCII()
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

    [Attack("HOOK-21")]
    [Fact]
    public async Task Test_calls_do_not_tell_a_closed_port_from_a_silent_one_and_end_at_ten_a_minute()
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
        var filtered = await TestSilentAsync(agent, id);
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

    private async Task<JsonElement> TestAsync(HttpClient agent, string id) =>
        JsonDocument.Parse(await ReadTextAsync(agent, $"{hooks.Server.V3}webhooks/subscription/{id}/test")).RootElement.Clone();

    /// <summary>A test call to a receiver that never answers, with the clock moving until the call gives up.</summary>
    private async Task<JsonElement> TestSilentAsync(HttpClient agent, string id)
    {
        var call = TestAsync(agent, id);
        await Until.HoldsAsync(
            () =>
            {
                hooks.Clock.Advance(TimeSpan.FromSeconds(1));
                return call.IsCompleted;
            },
            "the test call ends",
            Cancellation
        );
        return await call;
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
