using System.Text.Json;
using Headgate.Catalogue;
using Headgate.Gate.Foreign;
using Headgate.Wire;

namespace Headgate.Gate.Operations.Foreign;

/// <summary>Adds a foreign MCP server by its address. A program can be named by the operator at the machine alone, and not through the API.</summary>
internal sealed class AddForeignServer : IOperation<NewForeignServer>
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "gate.mcp_servers.create",
            Method = "POST",
            Route = "/api/gate/v1/accounts/{account_id:long}/mcp-servers/",
            Capability = Capabilities.AccountSettings,
            Permission = GateCalls.Write,
            Suffices = GateCalls.Admin,
            Risk = "This server connects to the address, with the headers that are given; nothing of what it offers can be called yet.",
            Sentence = "{actor} added foreign server \"{name}\"",
            Summary = "Add a foreign MCP server",
            Description =
                "Adds another MCP server by its address and asks it for its tools. All of them are off: a person looks at each, and grants it. The values of headers are sealed and never shown again.",
            Source = GateCalls.Source,
            Answers = AnswerForm.Created(GateJson.Default.ForeignServerView),
            TakesLong = true,
            Fields = new Fields<NewForeignServer>(refusesUnknown: true)
            {
                {
                    In
                        .Body.Text(
                            "name",
                            "What its tools' names begin with: small letters and digits, in words with underscores.",
                            ForeignNames.LongestServer
                        )
                        .Required()
                        .Told(),
                    (s, v) => s.Name = v
                },
                {
                    // Not told in the record: what was refused could hold a key.
                    In.Body.Text("url", "Address of its endpoint, such as https://mcp.example.com/mcp.", 2048).Required(),
                    (s, v) => s.Url = v
                },
                {
                    In
                        .Body.Json(
                            "headers",
                            "Headers of every request to it, as texts by name, such as Authorization. They are kept sealed."
                        )
                        .Must(v =>
                            v is { ValueKind: JsonValueKind.Object } sent
                            && sent.EnumerateObject().Any(h => h.Value.ValueKind != JsonValueKind.String)
                                ? "Each header is a text."
                                : null
                        )
                        .Masked(),
                    (s, v) => s.Secrets = Secrets(v)
                },
            },
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, Input<NewForeignServer> input, CancellationToken cancellation) =>
        call.Of(await call.Foreign().AddAsync(call.AccountId, input.ApplyTo(new NewForeignServer()), call.Actor(), cancellation));

    private static Dictionary<string, Secret> Secrets(JsonElement? headers) =>
        headers is { ValueKind: JsonValueKind.Object } sent
            ? sent.EnumerateObject().ToDictionary(h => h.Name, h => new Secret(h.Value.GetString() ?? ""), StringComparer.Ordinal)
            : new Dictionary<string, Secret>(StringComparer.Ordinal);
}
