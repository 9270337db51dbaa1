using System.Formats.Tar;
using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;

namespace Headgate.Dbt.Tests.Project.Packages;

/// <summary>A hub and its archives behind real HTTP on this machine; counts who asks.</summary>
internal sealed class PackageServer : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Dictionary<string, byte[]> _files = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<object>> _versions = new(StringComparer.Ordinal);
    private readonly Task _serving;

    public PackageServer()
    {
        using (var probe = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0))
        {
            probe.Start();
            Port = ((IPEndPoint)probe.LocalEndpoint).Port;
        }
        _listener.Prefixes.Add($"http://127.0.0.1:{Port}/");
        _listener.Start();
        _serving = ServeAsync();
    }

    public int Port { get; }

    public string Url => $"http://127.0.0.1:{Port}/";

    public List<string> Asked { get; } = [];

    /// <summary>Paths that lead elsewhere.</summary>
    public Dictionary<string, string> Redirects { get; } = new(StringComparer.Ordinal);

    /// <summary>Adds a version of a package, with an archive of one macro.</summary>
    /// <param name="package">namespace/name.</param>
    /// <param name="version">The version.</param>
    /// <param name="requires">Bounds on dbt.</param>
    /// <param name="packages">Packages that it asks for: package and version.</param>
    /// <param name="archive">Where its archive is; its own address where null.</param>
    /// <param name="content">The macro's text.</param>
    /// <param name="moved">The name that it was renamed to.</param>
    public void Add(
        string package,
        string version,
        string[]? requires = null,
        (string Package, string Version)[]? packages = null,
        string? archive = null,
        string content = "select 1",
        string? moved = null
    )
    {
        var name = package.Split('/')[1];
        var path = $"archives/{package}/{version}.tar.gz";
        Put(
            path,
            Archive(
                (name + "-" + version + "/dbt_project.yml", $"name: {name}\nversion: '{version}'\n"),
                (name + "-" + version + "/macros/m.sql", content)
            )
        );
        var versions = _versions.TryGetValue(package, out var known) ? known : _versions[package] = [];
        versions.Add(
            new
            {
                name,
                version,
                packages = (packages ?? []).Select(p => new { package = p.Package, version = p.Version }),
                require_dbt_version = requires ?? [],
                downloads = new { tarball = archive ?? Url + path, format = "tgz" },
            }
        );
        var index = new Dictionary<string, object?>
        {
            ["name"] = name,
            ["namespace"] = package.Split('/')[0],
            ["versions"] = versions.ToDictionary(v => (string)v.GetType().GetProperty("version")!.GetValue(v)!),
            ["redirectname"] = moved,
        };
        Put($"api/v1/{package}.json", JsonSerializer.SerializeToUtf8Bytes(index));
    }

    public void Put(string path, byte[] content) => _files["/" + path] = content;

    /// <summary>An archive of files.</summary>
    public static byte[] Archive(params (string Path, string Text)[] files) =>
        Archive([
            .. files.Select(file =>
                (TarEntry)
                    new PaxTarEntry(TarEntryType.RegularFile, file.Path)
                    {
                        DataStream = new MemoryStream(Encoding.UTF8.GetBytes(file.Text)),
                    }
            ),
        ]);

    public static byte[] Archive(IReadOnlyList<TarEntry> entries)
    {
        using var kept = new MemoryStream();
        using (var packed = new GZipStream(kept, CompressionLevel.Fastest, leaveOpen: true))
        using (var writer = new TarWriter(packed))
        {
            foreach (var entry in entries)
            {
                writer.WriteEntry(entry);
            }
        }
        return kept.ToArray();
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Close();
        await _serving;
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                var context = await _listener.GetContextAsync();
                var path = context.Request.Url!.AbsolutePath;
                Asked.Add(path);
                if (Redirects.TryGetValue(path, out var other))
                {
                    (context.Response.StatusCode, context.Response.RedirectLocation) = (302, other);
                }
                else if (_files.TryGetValue(path, out var content))
                {
                    await context.Response.OutputStream.WriteAsync(content);
                }
                else
                {
                    context.Response.StatusCode = 404;
                }
                context.Response.Close();
            }
        }
        catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
        {
            // The test is over.
        }
    }
}
