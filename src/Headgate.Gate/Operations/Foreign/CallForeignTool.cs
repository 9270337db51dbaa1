using System.Text.Json;
using Headgate.Catalogue;
using Headgate.Gate.Foreign;
using Headgate.Wire;

namespace Headgate.Gate.Operations.Foreign;

/// <summary>Calls a tool of a foreign MCP server.</summary>
internal sealed class CallForeignTool : IOperation<CallForeignTool.Asked>
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "foreign_tools.call",
            Method = "POST",
            Route = "/api/gate/v1/accounts/{account_id:long}/foreign-tools/{tool_name}/call/",
            OpenToAgents = true,
            DoneHere = true,
            BringsTools = true,
            TakesLong = true,
            Capability = Capabilities.CallForeignTool,
            Permission = GateCalls.Write,
            Suffices = GateCalls.Admin,
            Risk = "The other server does what its tool does, with its own credentials; what it answers is text from outside.",
            Sentence = "{actor} called {target}",
            Summary = "Call a tool of a foreign server",
            Description =
                "Calls a tool of another MCP server that stands behind this one. A tool that nobody has looked at, that has changed since, or that the caller is not granted is "
                + "answered as one that does not exist. Over MCP each such tool stands in the list under its own name.",
            Source = GateCalls.Source,
            Answers = AnswerForm.Anything,
            Fields = new Fields<Asked>(refusesUnknown: true)
            {
                { In.Body.Json("arguments", "The tool's arguments.").NotNull(), (a, v) => a.Arguments = v },
            },
        };

    public static ValueTask<Answer> HandleAsync(CallContext call, Input<Asked> input, CancellationToken cancellation) =>
        call.Service<ForeignCalls>().CallAsync(call, input.ApplyTo(new Asked()).Arguments ?? JsonElement.Parse("{}"u8), cancellation);

    /// <summary>What the tool is called with.</summary>
    internal sealed class Asked
    {
        public JsonElement? Arguments { get; set; }
    }
}
