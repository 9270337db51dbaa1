using Headgate.Catalogue;
using Headgate.Wire;

namespace Headgate.Gate.Operations.Foreign;

/// <summary>Gives one foreign MCP server.</summary>
internal sealed class GetForeignServer : IOperation
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "gate.mcp_servers.get",
            Method = "GET",
            Route = "/api/gate/v1/accounts/{account_id:long}/mcp-servers/{server_id:long}/",
            Capability = Capabilities.AccountSettings,
            Access = Access.Read,
            Permission = GateCalls.Write,
            Suffices = GateCalls.Admin,
            Risk = "Shows how another server is reached.",
            Sentence = "{actor} looked at foreign server {server_id}",
            Summary = "Get a foreign MCP server",
            Description = "Gives one foreign server: how it is reached, when its tools were last had, and why not where they could not be.",
            Source = GateCalls.Source,
            Answers = AnswerForm.One(GateJson.Default.ForeignServerView),
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation) =>
        await call.Foreign().FindAsync(call.AccountId, call.RouteLong("server_id"), cancellation) is { } server
            ? call.Ok(server)
            : Answer.NotFound;
}
