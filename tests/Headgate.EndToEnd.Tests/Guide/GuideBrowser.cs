using System.Diagnostics;
using Headgate.Testing;
using Microsoft.Playwright;

namespace Headgate.EndToEnd.Tests.Guide;

/// <summary>A running server and a browser for the tests of the guide's page.</summary>
public sealed class GuideBrowser : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private Process? _server;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>Why there is no browser; null where there is one.</summary>
    public string? Missing { get; private set; }

    /// <summary>The server's address.</summary>
    public string Url { get; private set; } = "";

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        var chromium = new[] { "/usr/bin/chromium", "/usr/bin/chromium-browser" }.FirstOrDefault(File.Exists);
        if (chromium is null)
        {
            Missing = "There is no chromium on this machine: install the package chromium.";
            return;
        }
        _server = HeadgateProgram.Start(
            HeadgateProgram.Path,
            ["serve", "--data", _folder.Path, "--port", "0"],
            new Dictionary<string, string?>()
        );
        var ready = await _server.StandardOutput.ReadLineAsync();
        Url = ready?.Split(" at ")[^1].Trim() ?? throw new InvalidOperationException(await _server.StandardError.ReadToEndAsync());
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(
            new BrowserTypeLaunchOptions
            {
                ExecutablePath = chromium,
                Args =
                [
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                ],
            }
        );
    }

    /// <summary>A page in a context of its own; a prerequisite of the test is the browser.</summary>
    public async Task<GuideVisit> OpenAsync(int width = 1440, ColorScheme colours = ColorScheme.Light, string path = "/docs/agents")
    {
        if (Missing is not null)
        {
            Prerequisite.Missing(Missing);
        }
        var context = await _browser!.NewContextAsync(
            new BrowserNewContextOptions
            {
                ViewportSize = new ViewportSize { Width = width, Height = 900 },
                ColorScheme = colours,
                ReducedMotion = ReducedMotion.Reduce,
            }
        );
        var visit = new GuideVisit(context, await context.NewPageAsync(), Url);
        await visit.GoAsync(path);
        return visit;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }
        _playwright?.Dispose();
        if (_server is not null)
        {
            _server.Kill();
            await _server.WaitForExitAsync();
            _server.Dispose();
        }
        _folder.Dispose();
    }
}
