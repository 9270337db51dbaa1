using Headgate.Catalogue;
using Headgate.Wire;

namespace Headgate.Gate.Operations.Foreign;

/// <summary>Asks a foreign MCP server for its tools.</summary>
internal sealed class RefreshForeignServer : IOperation
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "gate.mcp_servers.refresh",
            Method = "POST",
            Route = "/api/gate/v1/accounts/{account_id:long}/mcp-servers/{server_id:long}/refresh/",
            Capability = Capabilities.AccountSettings,
            Permission = GateCalls.Write,
            Suffices = GateCalls.Admin,
            Risk = "This server connects to the other one. What has changed there is off afterwards.",
            Sentence = "{actor} asked foreign server {server_id} for its tools",
            Summary = "Refresh the tools of a foreign server",
            Description =
                "Asks the server for its tools now. New ones are off, and so is each that is another than the one that a person has looked at.",
            Source = GateCalls.Source,
            Answers = AnswerForm.One(GateJson.Default.ForeignServerView),
            TakesLong = true,
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation) =>
        call.Of(await call.Foreign().RefreshAsync(call.AccountId, call.RouteLong("server_id"), cancellation));
}
