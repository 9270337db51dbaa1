using Headgate.Operating;
using Headgate.Server;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Headgate.Cli.Up;

/// <summary>A server in this process, from its start to its end: it holds the data folder and tells in <c>server.json</c> how far it is.</summary>
internal sealed class RunningServer : IAsyncDisposable
{
    private readonly DataFolder _folder;
    private readonly FolderLock _lock;
    private readonly WebApplication _app;
    private readonly OperatorDoor? _door;

    private RunningServer(DataFolder folder, FolderLock held, WebApplication app, string url)
    {
        (_folder, _lock, _app, Url) = (folder, held, app, url);
        _door = OperatorDoor.Open(folder.Root, app.Services.GetRequiredService<OperatorActs>());
    }

    /// <summary>Address under which it is reached, without a closing slash.</summary>
    public string Url { get; }

    /// <summary>What the server is composed of.</summary>
    public IServiceProvider Services => _app.Services;

    /// <summary>Starts a server.</summary>
    /// <exception cref="CommandFailure">It cannot be started; the message says why in one line.</exception>
    public static async Task<RunningServer> StartAsync(ServerSettings settings, CancellationToken cancellation)
    {
        var folder = new DataFolder(settings.DataFolder);
        var held = FolderLock.Take(folder);
        WebApplication? app = null;
        try
        {
            State(null, ready: false).Write(folder);
            var folders = new AllowedFolders(settings);
            app = ServerHost.Build(
                folders.Settings,
                services => services.AddSingleton(folders).AddSingleton<OperatorForeign>().AddSingleton<OperatorActs>()
            );
            await ServerHost.StartAsync(app, cancellation);
            await new UnrecordedActs(folder.Root).RecordAsync(app.Services.GetRequiredService<OperatorActs>(), cancellation);
            var url = UrlOf(app, settings);
            State(url, ready: false).Write(folder);
            return new RunningServer(folder, held, app, url);
        }
        catch (Exception error)
        {
            if (app is not null)
            {
                // What had started before the fault is stopped in order; it is not asked to explain itself.
                using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5), TimeProvider.System);
                await app.StopAsync(patience.Token)
                    .ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
                await app.DisposeAsync();
            }
            held.Dispose();
            File.Delete(folder.StateFile);
            if (StartFault.Of(error, settings) is { } line)
            {
                throw new CommandFailure(line, error);
            }
            throw;
        }
    }

    /// <summary>Tells whoever waits that everything is done.</summary>
    public void MarkReady() => State(Url, ready: true).Write(_folder);

    /// <summary>Waits for the end that someone asks for, here or inside the server.</summary>
    public async Task WaitAsync(CancellationToken cancellation)
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var here = cancellation.Register(() => asked.TrySetResult());
        await using var inside = _app.Lifetime.ApplicationStopping.Register(() => asked.TrySetResult());
        await asked.Task;
    }

    /// <summary>Stops: what is in flight has ten seconds.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_door is not null)
        {
            await _door.DisposeAsync();
        }
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10), TimeProvider.System);
        await _app.StopAsync(patience.Token);
        await _app.DisposeAsync();
        File.Delete(_folder.StateFile);
        _lock.Dispose();
    }

    private static ServerState State(string? url, bool ready) =>
        new(Environment.ProcessId, ProcessFacts.StartTicks(Environment.ProcessId) ?? 0, url, ready);

    private static string UrlOf(WebApplication app, ServerSettings settings)
    {
        if (settings.PublicUrl is { } known)
        {
            return known.TrimEnd('/');
        }
        var listening = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        var host = settings.Address is "0.0.0.0" or "::" or "localhost" ? "127.0.0.1" : listening.Host;
        return $"{settings.Scheme}://{host}:{listening.Port}";
    }
}
