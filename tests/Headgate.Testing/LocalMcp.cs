using System.Collections.Concurrent;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace Headgate.Testing;

/// <summary><c>headgate mcp</c> as a client starts it: the real program, spoken to by the SDK's client over its standard streams.</summary>
public sealed class LocalMcp : IAsyncDisposable
{
    private readonly McpClient _client;
    private readonly ConcurrentQueue<string> _errors;

    private LocalMcp(McpClient client, ConcurrentQueue<string> errors) => (_client, _errors) = (client, errors);

    /// <summary>The client.</summary>
    public McpClient Client => _client;

    /// <summary>What the server has said to standard error so far.</summary>
    public string Errors => string.Join('\n', _errors);

    /// <summary>Starts one on a project, with the program's path and the runtime's folder that the tests have.</summary>
    /// <param name="program">The product's program.</param>
    /// <param name="dotnetRoot">The runtime's folder.</param>
    /// <param name="project">The project's folder, as its variable has it.</param>
    /// <param name="cancellation">Ends the start.</param>
    /// <param name="variables">Other variables.</param>
    /// <param name="folder">The folder that it is started in; null for that of the tests.</param>
    /// <param name="version">The revision of the protocol that the client insists on; null for its own choice.</param>
    public static async Task<LocalMcp> StartAsync(
        string program,
        string dotnetRoot,
        string project,
        CancellationToken cancellation,
        IReadOnlyDictionary<string, string?>? variables = null,
        string? folder = null,
        string? version = null
    )
    {
        var errors = new ConcurrentQueue<string>();
        var environment = new Dictionary<string, string?>
        {
            ["DOTNET_ROOT"] = dotnetRoot,
            ["DBT_PROJECT_DIR"] = project,
            ["HEADGATE_URL"] = null,
            ["HEADGATE_TOKEN"] = null,
        };
        foreach (var (name, value) in variables ?? new Dictionary<string, string?>())
        {
            environment[name] = value;
        }
        var transport = new StdioClientTransport(
            new StdioClientTransportOptions
            {
                Command = program,
                Arguments = ["mcp"],
                EnvironmentVariables = environment,
                WorkingDirectory = folder,
                StandardErrorLines = errors.Enqueue,
                ShutdownTimeout = TimeSpan.FromSeconds(30),
            }
        );
        var options = new McpClientOptions { ProtocolVersion = version };
        return new LocalMcp(await McpClient.CreateAsync(transport, options, cancellationToken: cancellation), errors);
    }

    /// <summary>The names of its tools.</summary>
    public async Task<IReadOnlyList<string>> ToolsAsync(CancellationToken cancellation) =>
        [.. (await _client.ListToolsAsync(cancellationToken: cancellation)).Select(t => t.Name)];

    /// <summary>Calls a tool; a member of the arguments is an argument.</summary>
    public async Task<CallToolResult> CallAsync(
        string tool,
        IReadOnlyDictionary<string, object?> arguments,
        CancellationToken cancellation,
        Action<string>? onProgress = null
    ) => await _client.CallToolAsync(tool, arguments, onProgress is null ? null : new Told(onProgress), cancellationToken: cancellation);

    /// <summary>The text of a result, block after block.</summary>
    public static string TextOf(CallToolResult result) => string.Join('\n', result.Content.OfType<TextContentBlock>().Select(b => b.Text));

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _client.DisposeAsync();

    private sealed class Told(Action<string> tell) : IProgress<ModelContextProtocol.ProgressNotificationValue>
    {
        public void Report(ModelContextProtocol.ProgressNotificationValue value) => tell($"{value.Progress}/{value.Total} {value.Message}");
    }
}
