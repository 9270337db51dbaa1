using System.Text.Json;
using Headgate.Mcp.Local.Commands;
using Headgate.Mcp.Local.Gate;
using Headgate.Mcp.Local.Switches;
using Headgate.Mcp.Local.Tools;
using Headgate.Mcp.Results;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Headgate.Mcp.Local;

/// <summary>The local server: dbt's commands on a project of this machine, over standard input and output.</summary>
public sealed class LocalServer
{
    private static readonly Dictionary<string, JsonElement> None = new(StringComparer.Ordinal);

    private readonly IReadOnlyList<LocalTool> _tools;
    private readonly DbtCommands? _commands;
    private readonly Action<string> _warn;

    private LocalServer(IReadOnlyList<LocalTool> tools, DbtCommands? commands, Action<string> warn) =>
        (_tools, _commands, _warn) = (tools, commands, warn);

    /// <summary>Serves one client until it leaves.</summary>
    /// <param name="settings">What it is started with.</param>
    /// <param name="warn">Told what a person should know; standard output belongs to the protocol.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="LocalSetupException">It cannot be started so.</exception>
    public static async Task RunAsync(LocalServerSettings settings, Action<string> warn, CancellationToken cancellation)
    {
        var tools = LocalTools.Of(new ToolSwitches(settings.Variables, warn), settings.Version);
        if (tools.Count == 0)
        {
            warn("The variables leave no tool on: the server has nothing to offer.");
        }
        var setup = new LocalSetup(settings, warn);
        var project = tools.Any(tool => Toolsets.DbtCli.Tools.Contains(tool.Name, StringComparer.Ordinal)) ? setup.Project() : null;
        using var gate = setup.Gate() is { } address ? new ServerGate(address) : null;
        using var commands = project is null ? null : new DbtCommands(project, gate);
        await new LocalServer(tools, commands, warn).ServeAsync(Options(settings, project, gate is not null), cancellation);
    }

    private static McpServerOptions Options(LocalServerSettings settings, DbtProject? project, bool isGated) =>
        new()
        {
            ServerInfo = new Implementation
            {
                Name = "headgate-local",
                Title = "Headgate, local",
                Version = settings.Version,
            },
            ServerInstructions = LocalInstructions.Of(project?.Folder, isGated),
            Capabilities = new ServerCapabilities { Tools = new ToolsCapability() },
        };

    private async Task ServeAsync(McpServerOptions options, CancellationToken cancellation)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        options.Handlers.ListToolsHandler = (_, _) =>
            new(
                new ListToolsResult
                {
                    Tools = [.. _tools.Select(t => t.Declaration)],
                    TimeToLive = TimeSpan.FromHours(1),
                    CacheScope = CacheScope.Private,
                }
            );
        options.Handlers.CallToolHandler = async (request, token) =>
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(token, ending.Token);
            return await CallAsync(request, either.Token);
        };
        await using var input = new ClientInput(Console.OpenStandardInput(), ending.Cancel);
        await using var output = new BufferedStream(Console.OpenStandardOutput());
        await using var transport = new StreamServerTransport(input, output, options.ServerInfo!.Name);
        await using var server = McpServer.Create(transport, options);
        try
        {
            await server.RunAsync(cancellation);
        }
        finally
        {
            // What still runs was asked for by somebody who has left, or the server is to end.
            await ending.CancelAsync();
            await (_commands?.EndedAsync() ?? Task.CompletedTask);
        }
    }

    private async ValueTask<CallToolResult> CallAsync(RequestContext<CallToolRequestParams> request, CancellationToken cancellation)
    {
        var name = request.Params!.Name;
        if (_tools.FirstOrDefault(t => string.Equals(t.Name, name, StringComparison.Ordinal)) is not { } tool)
        {
            throw new McpProtocolException(
                $"Unknown tool: {ShownText.Of(name.Length > 64 ? name[..64] + "…" : name)}. tools/list gives those that are on.",
                McpErrorCode.InvalidParams
            );
        }
        var arguments = request.Params.Arguments?.AsReadOnly() ?? (IReadOnlyDictionary<string, JsonElement>)None;
        if (ArgumentCheck.Fault(name, tool.Arguments, arguments) is { } fault)
        {
            return ToolResults.Error(fault);
        }
        try
        {
            var progress = new Progress(request.Server, request.Params.ProgressToken);
            return await tool.Work(new LocalCall(name, arguments, _commands!, progress), cancellation);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // The edge of a call: the client is told that it failed, and the person at the machine of what.
            _warn($"{name} failed: {error}");
            return ToolResults.Error(
                $"This server met an error that it does not know ({error.GetType().Name}); its standard error has more."
            );
        }
    }
}
