using Headgate.Catalogue;
using Headgate.Wire;

namespace Headgate.Gate.Operations.Foreign;

/// <summary>Deletes a foreign MCP server.</summary>
internal sealed class DeleteForeignServer : IOperation
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "gate.mcp_servers.delete",
            Method = "DELETE",
            Route = "/api/gate/v1/accounts/{account_id:long}/mcp-servers/{server_id:long}/",
            Capability = Capabilities.AccountSettings,
            Permission = GateCalls.Write,
            Suffices = GateCalls.Admin,
            Risk = "Its tools are gone at once for everyone.",
            Sentence = "{actor} removed foreign server {server_id}",
            Summary = "Remove a foreign MCP server",
            Description =
                "Its tools are gone at once, its secrets are deleted, and what was granted of its tools is taken back; its name is free again.",
            Source = GateCalls.Source,
            Answers = AnswerForm.One(GateJson.Default.ForeignServerView),
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation) =>
        call.Of(await call.Foreign().DeleteAsync(call.AccountId, call.RouteLong("server_id"), call.Actor(), cancellation));
}
