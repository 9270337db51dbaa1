using Headgate.Mcp.Direct;
using Headgate.Mcp.Door;
using Headgate.Mcp.Foreign;
using Headgate.Mcp.Held;
using Headgate.Mcp.Resources;
using Headgate.Mcp.Tasks;
using Headgate.Mcp.Tools;
using Headgate.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using ModelContextProtocol.AspNetCore;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Headgate.Mcp;

/// <summary>Registers the door of MCP.</summary>
public static class McpServices
{
    private static readonly TimeSpan ListLives = TimeSpan.FromSeconds(30);

    /// <summary>Adds what the door is made of.</summary>
    public static IServiceCollection AddMcpDoor(this IServiceCollection services, McpDoorSettings settings)
    {
        services.AddSingleton(settings);
        services.AddRouting();
        services.AddHttpContextAccessor();
        services.AddSingleton<WebOrigins>();
        services.AddSingleton<McpDoor>();
        services.AddSingleton<ToolTable>();
        services.AddSingleton<ForeignTools>();
        services.TryAddSingleton(new ForeignSettings());
        services.AddSingleton<ForeignConnections>();
        services.AddSingleton<IForeignServers, ForeignClient>();
        services.AddSingleton<ToolList>();
        services.AddSingleton<ToolCalls>();
        services.AddSingleton<ResourceCalls>();
        services.AddSingleton<TaskIds>();
        services.AddSingleton<HeldCalls>();
        services.AddSingleton<HeldTasks>();
        services.AddSingleton<RunTasks>();
        services.AddSingleton<DirectToolCalls>();
        services.AddMcpServer().WithHttpTransport(transport => transport.SessionMode = HttpServerSessionMode.Stateless);
        services.AddSingleton<IConfigureOptions<McpServerOptions>>(provider => new ConfigureOptions<McpServerOptions>(options =>
            Configure(options, provider, settings)
        ));
        return services;
    }

    /// <summary>Serves the door at its address; other requests go on.</summary>
    public static IApplicationBuilder UseMcpDoor(this IApplicationBuilder app)
    {
        var door = app.ApplicationServices.GetRequiredService<McpDoor>();
        var direct = app.ApplicationServices.GetRequiredService<DirectToolCalls>();
        // A tool that cannot be made stops the start.
        app.ApplicationServices.GetRequiredService<ToolTable>();
        return app.MapWhen(
            http => McpAddress.Is(http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget),
            branch =>
            {
                branch.Use(next => http => door.InvokeAsync(http, next));
                branch.Use(next => http => direct.InvokeAsync(http, next));
                branch.UseRouting();
                branch.UseEndpoints(endpoints => endpoints.MapMcp(McpAddress.Path));
            }
        );
    }

    private static void Configure(McpServerOptions options, IServiceProvider services, McpDoorSettings settings)
    {
        var accessor = services.GetRequiredService<IHttpContextAccessor>();
        var (list, calls) = (services.GetRequiredService<ToolList>(), services.GetRequiredService<ToolCalls>());
        var resources = services.GetRequiredService<ResourceCalls>();
        options.ServerInfo = settings.Identity;
        options.ServerInstructions = Instructions.Text;
        options.Capabilities = new ServerCapabilities { Tools = new ToolsCapability(), Resources = new ResourcesCapability() };
        options.Handlers.ListToolsHandler = async (request, cancellation) =>
        {
            var (page, next) = ToolPages.Of(await list.OfAsync(McpCaller.Of(accessor), cancellation), request.Params?.Cursor);
            return new ListToolsResult
            {
                Tools = [.. page.Select(t => t.Declaration)],
                NextCursor = next,
                TimeToLive = ListLives,
                CacheScope = CacheScope.Private,
            };
        };
        options.Handlers.ListResourcesHandler = (_, _) =>
            new(
                new ListResourcesResult
                {
                    Resources = [.. ResourceCalls.All],
                    TimeToLive = ListLives,
                    CacheScope = CacheScope.Private,
                }
            );
        options.Handlers.ListResourceTemplatesHandler = (_, _) =>
            new(
                new ListResourceTemplatesResult
                {
                    ResourceTemplates = [.. resources.Templates(McpCaller.Of(accessor))],
                    TimeToLive = ListLives,
                    CacheScope = CacheScope.Private,
                }
            );
        options.Handlers.ReadResourceHandler = (request, cancellation) =>
            resources.ReadAsync(McpCaller.Of(accessor), request.Params!.Uri, cancellation);
        services.GetRequiredService<RunTasks>().Add(options, calls, accessor);
    }
}
