using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Headgate.Platform.Accounts;
using Headgate.Server;
using Headgate.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Headgate.Console.Tests;

/// <summary>A server that goes and comes back while somebody looks at its pages.</summary>
[Collection(ConsoleCollection.Name)]
public sealed class RestartTests(ConsoleFixture console) : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("headgate-restart-").FullName;
    private readonly int _port = TestProvider.FreePort();
    private WebApplication? _app;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Url => $"http://127.0.0.1:{_port}";

    public async ValueTask InitializeAsync() => await StartAsync();

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task An_open_page_goes_on_with_the_server_that_comes_back()
    {
        var session = await SessionAsync();
        await using var visit = await console.OpenAtAsync(Url, "/agents/new", session);
        await visit.Page.FillAsync("#name", "Typed before");
        await using var record = await console.OpenAtAsync(Url, "/record", session);
        await record.Page.CheckAsync("[data-live-record]");
        await StopAsync();
        await StartAsync();
        // The form is good with the server's next life, and the record follows it without being asked.
        await visit.Page.ClickAsync("form button.main");
        await visit.SaysAsync("Typed before has its key");
        await record.Page.WaitForSelectorAsync("[data-records] li.fresh:has-text('Typed before')");
    }

    [Fact]
    [Attack("CON-13")]
    public async Task A_server_with_new_keys_knows_no_session_of_the_old_ones()
    {
        var session = await SessionAsync();
        await StopAsync();
        File.Delete(Path.Combine(_folder, "keys", "tokens.key"));
        foreach (var file in Directory.GetFiles(Path.Combine(_folder, "keys"), "key-*.xml"))
        {
            File.Delete(file);
        }
        await StartAsync();
        await using var visit = await console.OpenAtAsync(Url, "/runs", session);
        visit.At.ShouldStartWith("/sign-in");
        using var client = new HttpClient { BaseAddress = new Uri(Url) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", session);
        using var answer = await client.GetAsync("/api/v2/accounts/1/runs/", Cancellation);
        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    private async Task StartAsync()
    {
        _app = ServerHost.Build(
            new ServerSettings
            {
                DataFolder = _folder,
                Port = _port,
                LogLevel = "error",
                Metadata = new() { ColumnBinder = ["/bin/false"] },
            }
        );
        await ServerHost.StartAsync(_app, Cancellation);
    }

    private async Task StopAsync()
    {
        if (_app is { } app)
        {
            _app = null;
            await app.StopAsync(CancellationToken.None);
            await app.DisposeAsync();
        }
    }

    private async Task<string> SessionAsync()
    {
        var first = _app!.Services.GetRequiredService<FirstAccount>();
        var account = await first.CreateAsync("Orchard", "owner@example.com", Cancellation);
        var token = await first.AddAdminTokenAsync(account, "tests", Cancellation);
        using var client = new HttpClient { BaseAddress = new Uri(Url) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Token", token.Reveal());
        var opened = await client.PostAsJsonAsync($"/api/gate/v1/accounts/{account}/sessions/", new { browser = "tests" }, Cancellation);
        return (await opened.Content.ReadFromJsonAsync<JsonNode>(Cancellation))!["data"]!["secret"]!.ToString();
    }
}
