using System.ComponentModel;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Headgate.Dbt.Execution.Docs;

/// <summary>Serves the files of the documentation by HTTP, these and nothing else.</summary>
internal sealed class DocsServer : IDisposable
{
    /// <summary>The page itself.</summary>
    public const string Page = "index.html";

    private static readonly Dictionary<string, string> Files = new(StringComparer.Ordinal)
    {
        [Page] = "text/html; charset=utf-8",
        ["manifest.json"] = "application/json",
        ["catalog.json"] = "application/json",
    };

    private readonly HttpListener _listener;
    private readonly string _folder;

    private DocsServer(HttpListener listener, string folder, string address)
    {
        _listener = listener;
        _folder = folder;
        Address = address;
    }

    /// <summary>Where it is served.</summary>
    public string Address { get; }

    /// <summary>Begins to listen.</summary>
    /// <param name="folder">The folder of artifacts.</param>
    /// <param name="host">The name or address to listen on.</param>
    /// <param name="port">The port; 0 for any that is free.</param>
    /// <exception cref="DbtException">It cannot be listened there.</exception>
    public static DocsServer Start(string folder, string host, int port)
    {
        var listener = new HttpListener();
        try
        {
            var chosen = port == 0 ? FreePort() : port;
            listener.Prefixes.Add($"http://{(host is "0.0.0.0" or "" ? "*" : host)}:{chosen}/");
            listener.Start();
            return new DocsServer(listener, folder, $"http://{(host is "0.0.0.0" or "" ? "localhost" : host)}:{chosen}");
        }
        catch (Exception e) when (e is HttpListenerException or ArgumentException or SocketException)
        {
            listener.Close();
            throw new DbtException(
                DbtErrorKind.Runtime,
                $"The documentation cannot be served at {host}:{port}: {e.Message}. Choose another --port or --host."
            );
        }
    }

    /// <summary>Opens a page in the person's browser; does nothing where there is none.</summary>
    public static void Open(string address)
    {
        try
        {
            using var _ = Process.Start(new ProcessStartInfo(address) { UseShellExecute = true });
        }
        catch (Exception e) when (e is Win32Exception or InvalidOperationException or PlatformNotSupportedException)
        {
            // The address has been told; it can be opened by hand.
        }
    }

    /// <summary>Answers until it is interrupted.</summary>
    public async Task ServeAsync(CancellationToken cancellation)
    {
        await using var stop = cancellation.Register(_listener.Abort);
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                await AnswerAsync(await _listener.GetContextAsync(), cancellation);
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or IOException or OperationCanceledException)
            {
                // A browser that goes away ends its own answer, an interruption ends all.
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => ((IDisposable)_listener).Dispose();

    private async Task AnswerAsync(HttpListenerContext call, CancellationToken cancellation)
    {
        using var answer = call.Response;
        var asked = call.Request.Url?.AbsolutePath.TrimStart('/') is { Length: > 0 } name ? name : Page;
        var path = Path.Combine(_folder, asked);
        if (call.Request.HttpMethod is not ("GET" or "HEAD"))
        {
            answer.StatusCode = (int)HttpStatusCode.MethodNotAllowed;
        }
        else if (!Files.TryGetValue(asked, out var type) || !File.Exists(path))
        {
            answer.StatusCode = (int)HttpStatusCode.NotFound;
        }
        else
        {
            answer.ContentType = type;
            answer.Headers["X-Content-Type-Options"] = "nosniff";
            await using var file = File.OpenRead(path);
            answer.ContentLength64 = file.Length;
            if (call.Request.HttpMethod == "GET")
            {
                await file.CopyToAsync(answer.OutputStream, cancellation);
            }
        }
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
