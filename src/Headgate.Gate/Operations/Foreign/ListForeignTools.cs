using Headgate.Catalogue;
using Headgate.Wire;

namespace Headgate.Gate.Operations.Foreign;

/// <summary>Lists the tools of a foreign MCP server.</summary>
internal sealed class ListForeignTools : IOperation
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "gate.mcp_servers.tools.list",
            Method = "GET",
            Route = "/api/gate/v1/accounts/{account_id:long}/mcp-servers/{server_id:long}/tools/",
            Capability = Capabilities.AccountSettings,
            Access = Access.Read,
            Permission = GateCalls.Write,
            Suffices = GateCalls.Admin,
            Risk = "Shows what another server offers.",
            Sentence = "{actor} listed the tools of foreign server {server_id}",
            Summary = "List the tools of a foreign server",
            Description =
                "Gives the tools as the server said they are, by name, with whether they can be used, and what has changed since a person looked at them.",
            Source = GateCalls.Source,
            Answers = AnswerForm.PageOf(GateJson.Default.ForeignToolView),
            Fields = PageFields.Instance,
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation)
    {
        var problems = new FieldProblems();
        var paging = PageFields.Read(call, problems);
        if (problems.Refusal is { } refusal)
        {
            return refusal;
        }
        var server = call.RouteLong("server_id");
        return await call.Foreign().ToolsAsync(call.AccountId, server, paging.Offset, paging.Limit, cancellation) is var (page, total)
            ? call.Page(page, total, new PageEcho(paging.Limit, paging.Offset, "name", []))
            : Answer.NotFound;
    }
}
