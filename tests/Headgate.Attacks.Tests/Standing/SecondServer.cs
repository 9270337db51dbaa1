using System.Net.Http.Headers;
using Headgate.Server;
using Headgate.Store;
using Headgate.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Headgate.Attacks.Tests.Standing;

/// <summary>Another server on the database of a first one, with a data folder of its own and the keys that it needs of the first one's, as docs/operate.md says.</summary>
internal sealed class SecondServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly string _folder;

    private SecondServer(WebApplication app, string folder) => (_app, _folder) = (app, folder);

    private Uri Url =>
        new(_app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First());

    public static async Task<SecondServer> StartAsync(
        HeadgateServer first,
        Func<ServerSettings, ServerSettings>? change = null,
        Action<IServiceCollection>? also = null
    )
    {
        if (first.Services.GetRequiredService<StoreSettings>().Postgres is not { } database)
        {
            Prerequisite.Missing("Two servers share a database on PostgreSQL only: HEADGATE_TEST_POSTGRES holds no connection string.");
            throw new InvalidOperationException();
        }
        var folder = Directory.CreateTempSubdirectory("headgate-second-").FullName;
        var keys = Directory.CreateDirectory(
            Path.Combine(folder, "keys"),
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        );
        foreach (var key in Directory.GetFiles(Path.Combine(first.DataFolder, "keys")))
        {
            if (Path.GetFileName(key) is "tokens.key" or "record.key" || key.EndsWith(".xml", StringComparison.Ordinal))
            {
                File.Copy(key, Path.Combine(keys.FullName, Path.GetFileName(key)));
            }
        }
        var settings = new ServerSettings
        {
            DataFolder = folder,
            Port = 0,
            PostgresConnection = database,
            RequestsPerMinute = null,
            AgentRequestsPerMinute = null,
            LogLevel = "error",
            Metadata = new() { ColumnBinder = ["/bin/false"] },
        };
        var app = ServerHost.Build(change?.Invoke(settings) ?? settings, also);
        await ServerHost.StartAsync(app, CancellationToken.None);
        return new(app, folder);
    }

    public HttpClient ClientFor(string token)
    {
        var client = new HttpClient { BaseAddress = Url };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Token", token);
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
