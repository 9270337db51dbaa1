using System.Globalization;
using Headgate.Cli.Accounts;
using Headgate.Cli.Runs;
using Headgate.Cli.Terminals;
using Headgate.Server;

namespace Headgate.Cli.Up;

/// <summary><c>up</c> in this process, until someone stops it.</summary>
internal static class ForegroundUp
{
    /// <summary>Starts, makes the demo where it is wanted and missing, shows its run, and waits for the end.</summary>
    public static async Task<int> RunAsync(UpOptions options, Terminal terminal, CancellationToken cancellation)
    {
        var settings = Settings(options, terminal);
        if (settings is null)
        {
            return ExitCode.Failed;
        }
        var folder = new DataFolder(settings.DataFolder);
        if (ServerState.Living(folder) is { Url: { } running } && !options.Detached)
        {
            terminal.Line($"Headgate is ready at {running}");
            return ExitCode.Done;
        }
        settings = await BoxNotice.ForLaptopAsync(settings, terminal, cancellation);
        terminal.Status("Starting Headgate");
        await using var server = await RunningServer.StartAsync(settings, cancellation);
        terminal.Status("");
        await using var receiver = options.Demo ? await WebhookReceiver.StartAsync(cancellation) : null;

        var bootstrap = await FirstStart.EnsureAccountAsync(server, folder, terminal, cancellation);
        using var api = new PlatformApi(server.Url, bootstrap.AccountId, bootstrap.AdminToken);
        if (receiver is not null)
        {
            bootstrap = await DemoAsync(server, folder, bootstrap, api, receiver, terminal, cancellation);
        }
        if (options.Project is { } project)
        {
            bootstrap = await OwnProject.AddAsync(server, folder, bootstrap, api, project, terminal, cancellation);
        }
        server.MarkReady();
        if (!options.Detached)
        {
            Summary.Show(bootstrap, await SignInCommand.PathAsync(folder, cancellation), folder, terminal);
        }
        if (receiver is not null)
        {
            await Task.WhenAny(ShowLaterEventsAsync(receiver, terminal, cancellation), server.WaitAsync(cancellation));
        }
        else
        {
            await server.WaitAsync(cancellation);
        }
        terminal.Line("Headgate stops; 'headgate up' goes on from here.");
        return ExitCode.Done;
    }

    private static async Task<Bootstrap> DemoAsync(
        RunningServer server,
        DataFolder folder,
        Bootstrap bootstrap,
        PlatformApi api,
        WebhookReceiver receiver,
        Terminal terminal,
        CancellationToken cancellation
    )
    {
        if (bootstrap.JobId is not null)
        {
            await DemoWebhook.PointAsync(api, folder, receiver, cancellation);
            return bootstrap;
        }
        var demo = await DemoAccount.CreateAsync(server, folder, bootstrap, api, terminal, cancellation);
        await DemoWebhook.SubscribeAsync(api, folder, receiver, terminal, cancellation);
        await DemoRun.ShowAsync(server, demo, api, receiver, terminal, cancellation);
        demo.Write(folder);
        return demo;
    }

    private static async Task ShowLaterEventsAsync(WebhookReceiver receiver, Terminal terminal, CancellationToken cancellation)
    {
        await foreach (var received in receiver.Events.ReadAllAsync(cancellation))
        {
            terminal.Line(DemoWebhook.Line(received, terminal));
        }
    }

    private static ServerSettings? Settings(UpOptions options, Terminal terminal)
    {
        var given = new Dictionary<string, string?>
        {
            ["data"] = options.Data,
            ["webhooks:allow_loopback_receivers"] = "true",
            ["mcp:allow_loopback_servers"] = "true",
            ["upstreams:allow_test_beds"] = "true",
        };
        if (options.Port is { } port)
        {
            given["listen:port"] = port.ToString(CultureInfo.InvariantCulture);
        }
        var (settings, faults) = SettingsFile.Load(null, given);
        foreach (var fault in faults)
        {
            terminal.Error(fault);
        }
        return settings is null
            ? null
            : settings with
            {
                Box = settings.Box with { Folders = [.. settings.Box.Folders, new DataFolder(settings.DataFolder).Projects] },
            };
    }
}
