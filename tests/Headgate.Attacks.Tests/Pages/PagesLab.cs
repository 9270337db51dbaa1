using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Headgate.Gate.Agents;
using Headgate.Gate.Journal;
using Headgate.Gate.Journal.Reading;
using Headgate.Gate.Journal.Writing;
using Headgate.Platform.Sessions;
using Headgate.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Headgate.Attacks.Tests.Pages;

/// <summary>A server with an agent, and an operator who is signed in to the console. What a browser would add by itself, each test writes down.</summary>
public sealed partial class PagesLab : IAsyncLifetime
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });

    public HeadgateServer Server { get; private set; } = null!;

    public TestProject Project { get; private set; } = null!;

    /// <summary>The agent "watched".</summary>
    public long Agent { get; private set; }

    public string Url => Server.Url.ToString().TrimEnd('/');

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Server = await HeadgateServer.StartAsync();
        Project = await Server.CreateProjectAsync("Sales");
        await Server.CreateAgentAsync("watched", new NewGrant("jobs", "read"));
        Agent = (await Server.Services.GetRequiredService<AgentRegistry>().ListAsync(Server.AccountId, CancellationToken.None))[0].Id;
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Server.DisposeAsync();
    }

    /// <summary>A session of a token; of the admin's where none is named.</summary>
    public async Task<string> SessionAsync(string? token = null)
    {
        using var client = Server.ClientFor(token ?? Server.AdminToken);
        var opened = await client.PostAsJsonAsync(Gate("sessions/"), new { browser = "tests" }, Cancellation);
        opened.IsSuccessStatusCode.ShouldBeTrue(await opened.Content.ReadAsStringAsync(Cancellation));
        return (await opened.Content.ReadFromJsonAsync<JsonNode>(Cancellation))!["data"]!["secret"]!.ToString();
    }

    /// <summary>A link that signs in once.</summary>
    public async Task<string> LinkAsync() =>
        (await Server.Services.GetRequiredService<SignInLinks>().AddAsync(null, "tests", Cancellation))!.Value.Reveal();

    public string Gate(string path) => $"/api/gate/v1/accounts/{Server.AccountId}/{path}";

    /// <summary>One request, with cookies and headers as they are given.</summary>
    public async Task<HttpResponseMessage> SendAsync(
        HttpMethod method,
        string path,
        string cookies = "",
        IEnumerable<KeyValuePair<string, string>>? form = null,
        params (string Name, string Value)[] headers
    )
    {
        using var request = new HttpRequestMessage(method, Url + path);
        if (cookies.Length > 0)
        {
            request.Headers.Add("Cookie", cookies);
        }
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }
        if (form is not null)
        {
            request.Content = new FormUrlEncodedContent(form);
        }
        return await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancellation);
    }

    public Task<HttpResponseMessage> GetAsync(string path, string cookies = "", params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Get, path, cookies, null, headers);

    /// <summary>What a page gives a browser to send a form of it: its cookies with the form's, and the form's token.</summary>
    public async Task<(string Cookies, string Token)> FormAsync(string path, string cookies = "")
    {
        using var page = await GetAsync(path, cookies);
        var text = await page.Content.ReadAsStringAsync(Cancellation);
        page.StatusCode.ShouldBe(HttpStatusCode.OK, text);
        var set = page.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("headgate-form=", StringComparison.Ordinal)).Split(';')[0];
        return (cookies.Length > 0 ? $"{cookies}; {set}" : set, FormToken().Match(text).Groups[1].Value);
    }

    /// <summary>Sends a form of a page as the page's own browser would.</summary>
    public async Task<HttpResponseMessage> SubmitAsync(
        string path,
        string cookies,
        IEnumerable<KeyValuePair<string, string>> fields,
        params (string Name, string Value)[] headers
    )
    {
        var (own, token) = await FormAsync(path, cookies);
        return await SendAsync(HttpMethod.Post, path, own, [new("__RequestVerificationToken", token), .. fields], headers);
    }

    /// <summary>Signs in with a credential as the card does.</summary>
    public async Task<HttpResponseMessage> SignInAsync(string credential, string to = "", string cookies = "")
    {
        var (own, token) = await FormAsync("/sign-in", cookies);
        return await SendAsync(
            HttpMethod.Post,
            "/sign-in/open",
            own,
            [new("__RequestVerificationToken", token), new("credential", credential), new("to", to)]
        );
    }

    /// <summary>The session that an answer puts into the browser; null for none.</summary>
    public static string? SessionOf(HttpResponseMessage answer) =>
        answer.Headers.TryGetValues("Set-Cookie", out var set)
            ? set.FirstOrDefault(c => c.StartsWith("headgate-session=hgs_", StringComparison.Ordinal))?.Split(';')[0]
            : null;

    public async Task<JsonNode> AgentAsync(long? id = null) =>
        (await Server.Admin.GetFromJsonAsync<JsonNode>(Gate($"agents/{id ?? Agent}/"), Cancellation))!["data"]!;

    public long Mark() => Server.Services.GetRequiredService<JournalWriter>().LastSequence;

    public List<JournalRecord> After(long mark) =>
        [
            .. new JournalReader(JournalSettings.ForData(Server.DataFolder).Folder)
                .Read(new JournalQuery { After = mark }, CancellationToken.None)
                .Select(r => r.Record),
        ];

    /// <summary>The one decision since a mark that is no permission has this word and reason.</summary>
    public void Refused(long mark, string reason, string word = "Refused", int count = 1)
    {
        var refused = After(mark).Where(r => r.Kind == "decision" && r.Decision != "Allowed").ToList();
        refused.Count.ShouldBe(count, string.Join('\n', refused.Select(r => $"{r.Decision} {r.Reason}: {r.Sentence}")));
        refused.ShouldAllBe(
            r => r.Decision == word && r.Reason == reason,
            string.Join('\n', refused.Select(r => $"{r.Decision} {r.Reason}"))
        );
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex FormToken();
}
