using Headgate.Catalogue;
using Headgate.Wire;

namespace Headgate.Gate.Operations.Foreign;

/// <summary>Lists the foreign MCP servers of the account.</summary>
internal sealed class ListForeignServers : IOperation
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "gate.mcp_servers.list",
            Method = "GET",
            Route = "/api/gate/v1/accounts/{account_id:long}/mcp-servers/",
            Capability = Capabilities.AccountSettings,
            Access = Access.Read,
            Permission = GateCalls.Write,
            Suffices = GateCalls.Admin,
            Risk = "Shows which other servers stand behind this one.",
            Sentence = "{actor} listed the foreign servers",
            Summary = "List foreign MCP servers",
            Description = "Gives every foreign server, oldest first, with how many of its tools can be used; of secrets the names.",
            Source = GateCalls.Source,
            Answers = AnswerForm.PageOf(GateJson.Default.ForeignServerView),
            Fields = PageFields.Instance,
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation) =>
        PageFields.Of(call, await call.Foreign().ListAsync(call.AccountId, cancellation));
}
