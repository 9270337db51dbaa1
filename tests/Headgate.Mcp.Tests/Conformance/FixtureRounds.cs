using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

// Questions inside results are new in the revision 2026-07-28, and the suite asks for each kind of them.
#pragma warning disable MCPEXP001, MCP9005

namespace Headgate.Mcp.Tests.Conformance;

/// <summary>The tools of the suite that ask the client something before they answer.</summary>
internal static class FixtureRounds
{
    private static readonly byte[] Key = RandomNumberGenerator.GetBytes(32);

    public static IEnumerable<McpServerTool> All =>
        [
            Tool(
                "elicitation",
                context => TextOf(context, "user_name", "name") is { } name ? $"Hello, {name}!" : throw Asks(null, ("user_name", Name))
            ),
            Tool(
                "sampling",
                context => Has(context, "capital_question") ? "Thanks." : throw Asks(null, ("capital_question", Question(100)))
            ),
            Tool("list_roots", context => Has(context, "client_roots") ? "Thanks." : throw Asks(null, ("client_roots", Roots))),
            Tool(
                "request_state",
                context =>
                    context.Params.RequestState is { } state
                        ? (state == "kept" ? "state-ok" : "state-lost")
                        : throw Asks("kept", ("confirm", Confirm))
            ),
            Tool(
                "multiple_inputs",
                context =>
                    context.Params.InputResponses is { Count: >= 3 }
                        ? "Thanks."
                        : throw Asks("three", ("user_name", Name), ("greeting", Question(50)), ("client_roots", Roots))
            ),
            Tool(
                "multi_round",
                context =>
                    context.Params.RequestState switch
                    {
                        null => throw Asks("first", ("step1", Name)),
                        "first" => throw Asks("second", ("step2", FixtureForms.One("Which colour?", "color"))),
                        _ => "Thanks.",
                    }
            ),
            Tool(
                "tampered_state",
                context =>
                    context.Params.RequestState is not { } state ? throw Asks(Sealed("state"), ("confirm", Confirm))
                    : state == Sealed("state") ? "Thanks."
                    : throw new McpProtocolException("The state is not the one that was given out.", McpErrorCode.InvalidParams)
            ),
            Tool("capabilities", Capable),
            FixtureTools.Tool(
                "test_missing_capability",
                (RequestContext<CallToolRequestParams> context) =>
                    context.Server.ClientCapabilities?.Sampling is not null
                        ? "Thanks."
                        : throw new MissingRequiredClientCapabilityException(
                            new ClientCapabilities { Sampling = new() },
                            "This tool needs sampling."
                        )
            ),
        ];

    public static InputRequest Name => FixtureForms.One("What is your name?", "name");

    private static InputRequest Confirm => FixtureForms.One("Go on?", "ok", new ElicitRequestParams.BooleanSchema());

    private static InputRequest Roots => InputRequest.ForRootsList(new ListRootsRequestParams());

    /// <summary>The text of an answer; null where there is none, or none that can be read.</summary>
    public static string? Text(IDictionary<string, InputResponse>? responses, string key, string field) =>
        responses is not null
        && responses.TryGetValue(key, out var response)
        && response.Deserialize(InputResponse.ElicitResultJsonTypeInfo)?.Content is { } content
        && content.TryGetValue(field, out var value)
        && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    public static InputRequiredException Asks(string? state, params ReadOnlySpan<(string Key, InputRequest Request)> requests)
    {
        var asked = new Dictionary<string, InputRequest>(StringComparer.Ordinal);
        foreach (var (key, request) in requests)
        {
            asked[key] = request;
        }
        return state is null ? new InputRequiredException(asked) : new InputRequiredException(asked, state);
    }

    private static string Capable(RequestContext<CallToolRequestParams> context)
    {
        if (context.Params.InputResponses is { Count: > 0 })
        {
            return "Thanks.";
        }
        var client = context.JsonRpcRequest.Context?.ClientCapabilities;
        return client?.Sampling is not null ? throw Asks(null, ("capital_question", Question(100)))
            : client?.Elicitation is not null ? throw Asks(null, ("user_name", Name))
            : "Nothing can be asked.";
    }

    private static McpServerTool Tool(string name, Func<RequestContext<CallToolRequestParams>, string> work) =>
        FixtureTools.Tool("test_input_required_result_" + name, work);

    private static bool Has(RequestContext<CallToolRequestParams> context, string key) =>
        context.Params.InputResponses?.ContainsKey(key) == true;

    private static string? TextOf(RequestContext<CallToolRequestParams> context, string key, string field) =>
        Text(context.Params.InputResponses, key, field);

    private static InputRequest Question(int tokens) =>
        InputRequest.ForSampling(
            new CreateMessageRequestParams
            {
                Messages =
                [
                    new SamplingMessage { Role = Role.User, Content = [new TextContentBlock { Text = "What is the capital of France?" }] },
                ],
                MaxTokens = tokens,
            }
        );

    private static string Sealed(string state) => $"{state}.{Convert.ToHexString(HMACSHA256.HashData(Key, Encoding.UTF8.GetBytes(state)))}";
}
