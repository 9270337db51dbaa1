using Microsoft.Playwright;

namespace Headgate.EndToEnd.Tests.Guide;

/// <summary>One visit to the guide, which notes what the page says to the console and whom it asks.</summary>
public sealed class GuideVisit : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly string _url;
    private readonly List<string> _complaints = [];
    private readonly List<string> _requests = [];

    internal GuideVisit(IBrowserContext context, IPage page, string url)
    {
        (_context, Page, _url) = (context, page, url);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                _complaints.Add(message.Text);
            }
        };
        page.PageError += (_, error) => _complaints.Add(error);
        page.Request += (_, request) => _requests.Add(request.Url);
    }

    /// <summary>The page.</summary>
    public IPage Page { get; }

    /// <summary>Errors and warnings of the console.</summary>
    public IReadOnlyList<string> Complaints => _complaints;

    /// <summary>Requests to other hosts.</summary>
    public IReadOnlyList<string> RequestsElsewhere => [.. _requests.Where(r => !r.StartsWith(_url + "/", StringComparison.Ordinal))];

    /// <summary>Goes to a path of the server.</summary>
    public Task GoAsync(string path) => Page.GotoAsync(_url + path);

    /// <summary>Ids of the operations that are shown.</summary>
    public async Task<IReadOnlyList<string>> ShownAsync() =>
        await Page.EvaluateAsync<string[]>(
            "() => [...document.querySelectorAll('[data-op]')].filter(e => e.offsetParent !== null).map(e => e.id)"
        );

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _context.DisposeAsync();
}
