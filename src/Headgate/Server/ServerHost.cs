using System.Net;
using Headgate.Catalogue;
using Headgate.Gate;
using Headgate.Gate.Addresses;
using Headgate.Gate.Clients;
using Headgate.Gate.Journal;
using Headgate.Gate.Journal.Writing;
using Headgate.Gate.Upstreams.Accounts;
using Headgate.Mcp;
using Headgate.Mcp.Door;
using Headgate.Mcp.Tools;
using Headgate.Metadata;
using Headgate.Metrics;
using Headgate.Platform;
using Headgate.Platform.Guide;
using Headgate.Platform.Outbound;
using Headgate.Platform.Runs;
using Headgate.Platform.Runs.Box;
using Headgate.Platform.Settings;
using Headgate.Platform.Webhooks;
using Headgate.Reach;
using Headgate.Store;
using Headgate.Store.Opening;
using Headgate.WebConsole;
using Headgate.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Headgate.Server;

/// <summary>Puts the server together: settings in, an application that can be started out.</summary>
public static class ServerHost
{
    private const int OuterRequestLine = 64 * 1024;
    private const long OuterRequestBody = 32 * 1024 * 1024;

    private static readonly TimeSpan PatienceAtStop = TimeSpan.FromSeconds(10);

    /// <summary>Builds the server. Nothing is opened and nothing listens before <see cref="StartAsync"/>.</summary>
    /// <param name="settings">What it is started with.</param>
    /// <param name="also">Adds to what the server is made of; what it adds is used in place of the server's own. For tests.</param>
    public static WebApplication Build(ServerSettings settings, Action<IServiceCollection>? also = null)
    {
        // A request whose lines end in a bare line feed is read differently by different programs: refuse it.
        AppContext.SetSwitch("Microsoft.AspNetCore.Server.Kestrel.DisableHttp1LineFeedTerminators", isEnabled: true);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = settings.DataFolder });
        builder.WebHost.UseKestrelCore();
        builder.WebHost.UseKestrelHttpsConfiguration();
        var proxies = new TrustedProxies(settings.TrustedProxies);
        builder.Services.AddSingleton(proxies);
        builder.WebHost.ConfigureKestrel(kestrel => Listen(kestrel, settings, proxies));
        builder.Logging.SetMinimumLevel(Enum.Parse<LogLevel>(settings.LogLevel, ignoreCase: true));
        // Keys at rest are protected by the folder's mode; the warning says nothing that an operator could act on.
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        // What goes wrong on the way to an account elsewhere is told once, with the account's name, by the gate's own line.
        builder.Logging.AddFilter("Yarp", LogLevel.None);
        // What stops a start is told by whoever starts, in one line; the host would tell it too, with its stack.
        var phase = new StartPhase();
        builder.Services.AddSingleton(phase);
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting", level => phase.IsOver && level >= LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting", level => phase.IsOver && level >= LogLevel.Warning);
        builder.Logging.AddSimpleConsole(console => console.SingleLine = true);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = PatienceAtStop);

        var store = new StoreSettings { DataFolder = settings.DataFolder, Postgres = settings.PostgresConnection };
        builder.Services.AddStore(store);
        builder.Services.AddWire(Wire(settings));
        builder.Services.AddSingleton(
            new OutboundSettings(
                settings.AllowPrivateForeignServers ? ReceiverReach.Private
                : settings.AllowLoopbackForeignServers ? ReceiverReach.Loopback
                : ReceiverReach.Public
            )
        );
        builder.Services.AddPlatform(
            new PlatformSettings
            {
                PublicUrl = PublicUrl(settings),
                RepositoryFolders = settings.Box.Folders,
                ExtendedAttributes = settings.Box.ExtendedAttributes,
            },
            new WebhookSettings
            {
                Reach =
                    settings.AllowPrivateWebhookReceivers ? ReceiverReach.Private
                    : settings.AllowLoopbackWebhookReceivers ? ReceiverReach.Loopback
                    : ReceiverReach.Public,
                Retries = settings.WebhookRetries,
            }
        );
        builder.Services.AddRuns(
            new RunSettings
            {
                Slots = settings.RunSlots,
                DbtProgram = settings.DbtProgram,
                EmbeddedVersion = Dbt.DbtVersion.Compatible,
                Box = settings.Box,
                Keep = settings.RunRetention,
                LogMiB = settings.RunLogMiB,
                CloneTimeout = settings.CloneTimeout,
                PublicUrl = PublicUrl(settings),
            },
            store
        );
        builder.Services.AddMetadata(settings.Metadata with { PublicUrl = PublicUrl(settings) });
        builder.Services.AddMetrics(settings.Metrics);
        builder.Services.AddSingleton(new UpstreamSettings { AllowTestBeds = settings.AllowUpstreamTestBeds });
        builder.Services.AddGate(SettingsOfJournal.From(settings));
        builder.Services.AddSingleton(new PublicAddress(PublicUrl(settings)));
        builder.Services.AddMcpDoor(new McpDoorSettings { PublicUrl = PublicUrl(settings), Version = Version });
        builder.Services.AddSingleton(provider => new GuideSite(() =>
            Guide(provider.GetRequiredService<OperationCatalogue>(), Wire(settings))
        ));
        builder.Services.AddSingleton(settings.Identities);
        builder.Services.AddConsole(new ConsoleSettings(PublicUrl(settings)) { Oidc = settings.Oidc });
        also?.Invoke(builder.Services);
        return builder.Build();
    }

    /// <summary>Opens the store and the record, then listens.</summary>
    /// <exception cref="ServerStartException">The store cannot be opened; the message says why in one line.</exception>
    public static async Task StartAsync(WebApplication app, CancellationToken cancellation)
    {
        if (await app.Services.GetRequiredService<StoreOpening>().OpenAsync(cancellation) is { } fault)
        {
            throw new ServerStartException(fault.Message);
        }
        app.Services.OpenJournal();
        await RecordIsolationAsync(app.Services);
        app.Services.GetRequiredService<TrustedProxies>().Use(app);
        app.UseFlightDoor();
        app.UseMcpDoor();
        app.UseOAuthDoor();
        app.UseMetadataDoor();
        app.UseRunnerDoor();
        app.UseMetricsDoor();
        app.UseWire();
        app.UseConsole();
        var guide = app.Services.GetRequiredService<GuideSite>();
        var journal = app.Services.GetRequiredService<JournalWriter>();
        var settings = app.Services.GetRequiredService<JournalSettings>();
        app.Run(async http =>
        {
            if (!await guide.TryServeAsync(http))
            {
                await AnswerOthersAsync(http, journal, settings);
            }
        });
        await app.StartAsync(cancellation);
        app.Services.GetRequiredService<StartPhase>().IsOver = true;
    }

    /// <summary>Runs without a box are what the operator chose: whoever reads the record later must see from when to when.</summary>
    private static async Task RecordIsolationAsync(IServiceProvider services)
    {
        if (services.GetRequiredService<RunSettings>().Box.Isolation == Isolation.None)
        {
            await services
                .GetRequiredService<IOperatorRecord>()
                .RecordAsync(
                    new OperatorAct(
                        Environment.UserName,
                        "operator.serve",
                        0,
                        "started the server with runs.isolation none: the processes of runs are not kept apart from it"
                    )
                );
        }
    }

    /// <summary>The limits that follow from settings.</summary>
    public static WireSettings Wire(ServerSettings settings) =>
        new()
        {
            PageLimit = settings.SingleTenant ? null : 100,
            RequestsPerMinute = settings.RequestsPerMinute,
            AgentRequestsPerMinute = settings.AgentRequestsPerMinute,
        };

    /// <summary>The guide of a catalogue.</summary>
    public static GuideDocument Guide(OperationCatalogue catalogue, WireSettings wire) =>
        GuideDocument.Of(
            catalogue.Operations,
            wire,
            Version,
            [.. ToolDescription.Of(catalogue).Select(t => new GuideTool(t.Name, t.Title, t.Operation, t.Arguments, t.Example))]
        );

    private static string Version => typeof(ServerHost).Assembly.GetName().Version!.ToString(3);

    private static string PublicUrl(ServerSettings settings) =>
        settings.PublicUrl?.TrimEnd('/') ?? $"{settings.Scheme}://{settings.Address}:{settings.Port}";

    /// <summary>
    /// <c>/healthz</c> says that the process lives, <c>/readyz</c> whether it can serve: without the record it serves nothing, and says why.
    /// </summary>
    private static async Task AnswerOthersAsync(HttpContext http, JournalWriter journal, JournalSettings settings)
    {
        var (status, text) = http.Request.Path.Value switch
        {
            "/healthz" => (StatusCodes.Status200OK, "ok\n"),
            "/readyz" when journal.Trouble is { } trouble => (
                StatusCodes.Status503ServiceUnavailable,
                // Whoever asks for health need not know where the server keeps its files.
                $"The record cannot be written, so every call is refused: {trouble.Replace(settings.Folder, "the journal", StringComparison.Ordinal)}\n"
            ),
            "/readyz" => (StatusCodes.Status200OK, "ok\n"),
            _ => (
                StatusCodes.Status404NotFound,
                "There is nothing here. The console is at /, the guide at /docs/agents and the API below /api.\n"
            ),
        };
        http.Response.StatusCode = status;
        http.Response.ContentType = "text/plain; charset=utf-8";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        await http.Response.WriteAsync(text, http.RequestAborted);
    }

    private static void Listen(KestrelServerOptions kestrel, ServerSettings settings, TrustedProxies proxies)
    {
        kestrel.AddServerHeader = false;
        // The wire judges long paths and large bodies itself, so that they are recorded; these are the outer walls.
        kestrel.Limits.MaxRequestLineSize = OuterRequestLine;
        kestrel.Limits.MaxRequestBodySize = OuterRequestBody;
        kestrel.Limits.RequestHeadersTimeout = settings.HeadersTimeout;
        kestrel.Limits.MinResponseDataRate = new MinDataRate(settings.LeastReadingRate, settings.SlowReaderGrace);
        kestrel.Limits.MaxConcurrentConnections = settings.Connections;
        var cap = new ConnectionCap(settings.ConnectionsPerAddress, proxies, kestrel.ApplicationServices.GetRequiredService<IRecorder>);
        var certificate = CertificateOf(settings, kestrel.ApplicationServices);
        void Use(ListenOptions listen)
        {
            cap.Use(listen);
            if (certificate is not null)
            {
                listen.Protocols = HttpProtocols.Http1;
                listen.UseHttps(new TlsHandshakeCallbackOptions { OnConnection = _ => ValueTask.FromResult(certificate.Current()) });
            }
        }
        void UseFlight(ListenOptions listen)
        {
            Use(listen);
            listen.Protocols = HttpProtocols.Http2;
            var mark = new FlightPort();
            listen.Use(next =>
                connection =>
                {
                    connection.Features.Set(mark);
                    return next(connection);
                }
            );
        }
        ListenAt(settings.Port, Use);
        if (settings.Metrics.FlightPort is { } flight)
        {
            ListenAt(flight, UseFlight);
        }

        void ListenAt(int port, Action<ListenOptions> use)
        {
            if (settings.Address == "localhost")
            {
                kestrel.ListenLocalhost(port, use);
            }
            else
            {
                kestrel.Listen(IPAddress.Parse(settings.Address), port, use);
            }
        }
    }

    private static ServerCertificate? CertificateOf(ServerSettings settings, IServiceProvider services) =>
        settings is { Certificate: { } certificate, CertificateKey: { } key }
            ? new ServerCertificate(
                certificate,
                key,
                services.GetRequiredService<TimeProvider>(),
                services.GetRequiredService<ILogger<ServerCertificate>>()
            )
            : null;
}
