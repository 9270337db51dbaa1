using System.Diagnostics;
using System.Net;

namespace Headgate.Testing;

/// <summary>A git repository behind HTTP, as files, and a count of who asked; or a server that only redirects.</summary>
internal sealed class GitServer : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("headgate-git-");
    private readonly Task _serving;
    private int _requests;

    private GitServer()
    {
        Port = FreePort();
        _listener.Prefixes.Add($"http://127.0.0.1:{Port}/");
        _listener.Start();
        _serving = ServeAsync();
    }

    public int Port { get; }

    public int Requests => _requests;

    /// <summary>Where every request is sent instead; null for nowhere.</summary>
    public string? RedirectTo { get; set; }

    public string Url => $"http://127.0.0.1:{Port}/shop.git";

    /// <summary>The working copy that the repository was made from.</summary>
    public string Work => Path.Combine(_folder.FullName, "work");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Starts with a repository whose first commit a shell makes in an empty folder.</summary>
    public static async Task<GitServer> StartAsync(string making)
    {
        var server = new GitServer();
        await server.ShellAsync(
            $"git init -q -b main '{server.Work}' && cd '{server.Work}' && git config user.name a && git config user.email a@b.example && "
                + $"printf 'name: shop\\nprofile: orchard\\n' >dbt_project.yml && {making} && git add -A && git commit -qm one && "
                + $"git clone -q --bare . '{server._folder.FullName}/shop.git'"
        );
        await server.PublishAsync();
        return server;
    }

    /// <summary>Runs a shell in the working copy and publishes what it did; gives its output.</summary>
    public async Task<string> ChangeAsync(string command)
    {
        var output = await ShellAsync($"cd '{Work}' && {command} && git push -q '{_folder.FullName}/shop.git' --all");
        await PublishAsync();
        return output.Trim();
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Close();
        await _serving;
        _folder.Delete(recursive: true);
    }

    private Task<string> PublishAsync() => ShellAsync($"cd '{_folder.FullName}/shop.git' && git update-server-info");

    private async Task<string> ShellAsync(string command)
    {
        using var process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", command]) { RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync(Cancellation);
        await process.WaitForExitAsync(Cancellation);
        process.ExitCode.ShouldBe(0, command);
        return output;
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                var context = await _listener.GetContextAsync();
                Interlocked.Increment(ref _requests);
                await AnswerAsync(context);
            }
        }
        catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        var file = Path.Combine(_folder.FullName, context.Request.Url!.AbsolutePath.TrimStart('/'));
        if (RedirectTo is { } other)
        {
            context.Response.StatusCode = 301;
            context.Response.RedirectLocation = other + context.Request.RawUrl;
        }
        else if (File.Exists(file))
        {
            await context.Response.OutputStream.WriteAsync(await File.ReadAllBytesAsync(file));
        }
        else
        {
            context.Response.StatusCode = 404;
        }
        context.Response.Close();
    }

    private static int FreePort()
    {
        using var probe = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
