using Headgate.Catalogue;
using Headgate.Gate.Rebuilding;
using Headgate.Wire;

namespace Headgate.Gate.Operations;

/// <summary>Says which jobs build nodes of an environment, and which agents may have them built.</summary>
internal sealed class ListRebuilders : IOperation<ListRebuilders.Asked>
{
    private const int MostNodes = 500;

    public static Operation Spec { get; } =
        new()
        {
            Id = "gate.rebuilders.list",
            Method = "POST",
            Route = "/api/gate/v1/accounts/{account_id:long}/environments/{environment_id:long}/rebuilders/",
            Access = Access.Read,
            OpenToAgents = true,
            Capability = Capabilities.Metadata,
            Permission = Permission.Read(PermissionResource.MetadataGraphql),
            Suffices = ["Metadata Only"],
            Risk = "It tells an administrator what agents may do; everyone else learns of jobs that they may see, and an agent of itself.",
            Sentence = "{actor} asked who may build nodes of {target} again",
            Summary = "Who may build these nodes again",
            Description =
                "For models, seeds and snapshots: the jobs of the environment whose commands build them, by the newest manifest, and the agents that the gate would let trigger these jobs, or let name commands that build them. "
                + "Nothing is done, counted or asked. An agent is told of itself alone; agents of others are told to whoever may read agents.",
            Source = GateCalls.Source,
            Answers = AnswerForm.One(GateJson.Default.RebuildersView),
            Fields = new Fields<Asked>(refusesUnknown: true)
            {
                {
                    In.Body.Texts("nodes", "dbt's ids of the nodes, such as model.shop.orders.", MostNodes, 500).Required(),
                    (a, v) => a.Nodes = v ?? []
                },
            },
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, Input<Asked> input, CancellationToken cancellation)
    {
        var asked = input.ApplyTo(new Asked());
        if (input.Refusal is { } refusal)
        {
            return refusal;
        }
        var tells =
            call.Caller.Kind == CallerKind.Agent ? "own"
            : call.MayAnywhere(GetAgent.Spec) ? "all"
            : "none";
        return call.Ok(await call.Service<Rebuilders>().FindAsync(call, BuiltNodes.Of(asked.Nodes), tells, cancellation));
    }

    /// <summary>What is asked about.</summary>
    internal sealed class Asked
    {
        public IReadOnlyList<string> Nodes { get; set; } = [];
    }
}
