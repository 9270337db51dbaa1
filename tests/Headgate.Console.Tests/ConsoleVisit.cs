using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Headgate.Console.Tests;

/// <summary>One visit to the console, which notes what the page complains of and whom it asks.</summary>
public sealed class ConsoleVisit : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly string _url;
    private readonly List<string> _complaints = [];
    private readonly List<string> _requests = [];

    internal ConsoleVisit(IBrowserContext context, IPage page, string url)
    {
        (_context, Page, _url) = (context, page, url);
        page.Console += (_, message) =>
        {
            // A form that is refused answers so; the browser notes the status, and nothing is wrong with the page.
            if (message.Type is "error" or "warning" && !message.Text.Contains("a status of 400", StringComparison.Ordinal))
            {
                _complaints.Add(message.Text);
            }
        };
        page.PageError += (_, error) => _complaints.Add(error);
        page.Request += (_, request) => _requests.Add(request.Url);
    }

    /// <summary>The page.</summary>
    public IPage Page { get; }

    /// <summary>The browser's cookies.</summary>
    public IBrowserContext Context => _context;

    /// <summary>Errors and warnings of the browser's console: the content security policy speaks there.</summary>
    public IReadOnlyList<string> Complaints => _complaints;

    /// <summary>Requests to other hosts.</summary>
    public IReadOnlyList<string> RequestsElsewhere => [.. _requests.Where(r => !r.StartsWith(_url + "/", StringComparison.Ordinal))];

    /// <summary>Where the page is, without the host.</summary>
    public string At => Page.Url[_url.Length..];

    /// <summary>Goes to a path of the server.</summary>
    public Task<IResponse?> GoAsync(string path) => Page.GotoAsync(_url + path);

    /// <summary>Signs in with a token on the card that is shown.</summary>
    public async Task SignInAsync(string token)
    {
        await Page.WaitForSelectorAsync("#credential", new() { State = WaitForSelectorState.Attached });
        await Page.EvaluateAsync(
            "() => document.querySelectorAll('details').forEach(d => { if (d.querySelector('#credential')) d.open = true; })"
        );
        await Page.FillAsync("#credential", token);
        await Page.ClickAsync("#with-token");
    }

    /// <summary>Waits until a path of the server is shown: its address alone stands in that of the page where one signs in, too.</summary>
    public async Task ArrivesAsync(string path)
    {
        await Page.WaitForURLAsync(_url + path, new() { WaitUntil = WaitUntilState.Commit });
        await Page.WaitForFunctionAsync("() => document.readyState !== 'loading'");
    }

    /// <summary>Waits until the page says something: a click is over before the next page stands.</summary>
    public Task SaysAsync(string text) => Page.WaitForSelectorAsync($"main:has-text(\"{text}\")");

    /// <summary>What the page says, as a person reads it.</summary>
    public Task<string> TextAsync() => Page.InnerTextAsync("body");

    /// <summary>Looks at the page in a window of another width, in other colours.</summary>
    public async Task LookAsync(int width, ColorScheme colours)
    {
        await Page.SetViewportSizeAsync(width, 900);
        await Page.EmulateMediaAsync(new() { ColorScheme = colours });
    }

    /// <summary>Renews a picture of the page in docs/console, where accepting is asked for.</summary>
    public async Task PictureAsync(string name, int width, ColorScheme colours)
    {
        if (Environment.GetEnvironmentVariable("HEADGATE_ACCEPT") == "1")
        {
            var file = $"{name}-{width}-{colours.ToString().ToLowerInvariant()}.png";
            await Page.ScreenshotAsync(new() { Path = Path.Combine(Repository.Root, "docs", "console", file) });
        }
    }

    /// <summary>What axe has against the page.</summary>
    public async Task<IReadOnlyList<string>> ViolationsAsync() =>
        [.. (await Page.RunAxe()).Violations.SelectMany(v => v.Nodes.Select(n => $"{v.Id}: {n.Html[..Math.Min(160, n.Html.Length)]}"))];

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _context.DisposeAsync();
}
