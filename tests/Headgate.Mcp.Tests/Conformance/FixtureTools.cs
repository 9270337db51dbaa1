using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Headgate.Mcp.Tests.Conformance;

/// <summary>The tools that the conformance suite asks for, in the words that it expects.</summary>
internal static class FixtureTools
{
    /// <summary>One red point.</summary>
    public const string Png = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==";

    private const string Wav = "UklGRiYAAABXQVZFZm10IBAAAAABAAEAQB8AAAB9AAACABAAZGF0YQIAAAA=";

    public static IEnumerable<McpServerTool> All =>
        [
            Tool("test_simple_text", () => "This is a simple text response for testing."),
            Tool("test_image_content", () => Image),
            Tool("test_audio_content", () => AudioContentBlock.FromBytes(Convert.FromBase64String(Wav), "audio/wav")),
            Tool(
                "test_embedded_resource",
                () => Embedded("test://embedded-resource", "text/plain", "This is an embedded resource content.")
            ),
            Tool(
                "test_multiple_content_types",
                () =>
                    new ContentBlock[]
                    {
                        new TextContentBlock { Text = "Multiple content types test:" },
                        Image,
                        Embedded("test://mixed-content-resource", "application/json", """{"test":"data","value":123}"""),
                    }
            ),
            Tool(
                "test_error_handling",
                () =>
                    new CallToolResult
                    {
                        IsError = true,
                        Content = [new TextContentBlock { Text = "This tool intentionally returns an error for testing" }],
                    }
            ),
            Tool("test_tool_with_progress", ProgressAsync),
            Tool("test_tool_with_logging", Log),
            Tool("test_sampling", SampleAsync),
            Tool(
                "test_elicitation",
                (McpServer server, string message, CancellationToken cancellation) =>
                    FixtureForms.AskAsync(server, message, FixtureForms.User, cancellation)
            ),
            Tool(
                "test_elicitation_sep1034_defaults",
                (McpServer server, CancellationToken cancellation) =>
                    FixtureForms.AskAsync(server, "Defaults", FixtureForms.Defaults, cancellation)
            ),
            Tool(
                "test_elicitation_sep1330_enums",
                (McpServer server, CancellationToken cancellation) =>
                    FixtureForms.AskAsync(server, "Choices", FixtureForms.Choices, cancellation)
            ),
            Tool("test_streaming_elicitation", () => "done"),
            Tool("test_logging_tool", Log),
            .. FixtureRounds.All,
        ];

    public static ImageContentBlock Image => ImageContentBlock.FromBytes(Convert.FromBase64String(Png), "image/png");

    public static EmbeddedResourceBlock Embedded(string uri, string type, string text) =>
        new()
        {
            Resource = new TextResourceContents
            {
                Uri = uri,
                MimeType = type,
                Text = text,
            },
        };

    public static McpServerTool Tool(string name, Delegate work) =>
        McpServerTool.Create(work, new McpServerToolCreateOptions { Name = name, Description = $"The suite's {name}." });

    private static async Task<string> ProgressAsync(
        McpServer server,
        RequestContext<CallToolRequestParams> context,
        CancellationToken cancellation
    )
    {
        foreach (var progress in (float[])[0, 50, 100])
        {
            if (context.Params.ProgressToken is { } token)
            {
                await server.NotifyProgressAsync(
                    token,
                    new ModelContextProtocol.ProgressNotificationValue { Progress = progress, Total = 100 },
                    cancellationToken: cancellation
                );
            }
        }
        return "done";
    }

#pragma warning disable MCP9005 // The suite still asks for the older revisions' logging and sampling.
    private static string Log(McpServer server)
    {
        var logger = server.AsClientLoggerProvider().CreateLogger("fixture");
        foreach (var text in (string[])["Tool execution started", "Tool processing data", "Tool execution completed"])
        {
            Microsoft.Extensions.Logging.LoggerExtensions.LogInformation(logger, "{Text}", text);
        }
        return "done";
    }

    private static async Task<string> SampleAsync(McpServer server, string prompt, CancellationToken cancellation)
    {
        var result = await server.SampleAsync(
            new CreateMessageRequestParams
            {
                Messages = [new SamplingMessage { Role = Role.User, Content = [new TextContentBlock { Text = prompt }] }],
                MaxTokens = 100,
            },
            cancellation
        );
        return $"LLM response: {((TextContentBlock)result.Content[0]).Text}";
    }
#pragma warning restore MCP9005
}
