using Headgate.Catalogue;
using Headgate.Wire;

namespace Headgate.Gate.Operations;

/// <summary>Gives leave for a command of dbt that the caller runs itself.</summary>
internal sealed class PassDbtCommand : IOperation<PassDbtCommand.Asked>
{
    private static readonly string[] Commands = ["build", "compile", "docs generate", "list", "parse", "run", "test", "show", "clone"];

    public static Operation Spec { get; } =
        new()
        {
            Id = "dbt.command",
            Method = "POST",
            // A key belongs to one account, and whoever holds it for this alone may not look up which.
            Route = "/api/gate/v1/commands/",
            OpenToAgents = true,
            DoneHere = true,
            GivesLeave = true,
            Capability = Capabilities.RunDbtCommand,
            Permission = Permission.Write(PermissionResource.Develop),
            Suffices = ["Developer"],
            Risk =
                "The command runs on the caller's machine and reaches the warehouse of the project that lies there: it can build and replace tables.",
            Sentence = "{actor} ran dbt {name} on a project of its own",
            Summary = "Run a dbt command on a project of one's own",
            Description =
                "Asks for leave to run a dbt command outside of this server, and puts it on record. 'headgate mcp' asks before each of its tools, the reading ones too, and runs "
                + "nothing without it. Nothing happens here but the answer.",
            Source = GateCalls.Source,
            Answers = AnswerForm.One(GateJson.Default.CommandLeaveView),
            Fields = new Fields<Asked>(refusesUnknown: true)
            {
                { In.Body.Choice("name", "The command.", Commands).Required().Told(), (a, v) => a.Name = v },
                {
                    In.Body.Texts("arguments", "Its options, each word as dbt gets it.", 1000, 40_000).Or([]).Told(),
                    (a, v) => a.Arguments = v
                },
                { In.Body.Text("tool", "The tool that wants it run.", 100).Told(), (a, v) => a.Tool = v },
            },
        };

    public static ValueTask<Answer> HandleAsync(CallContext call, Input<Asked> input, CancellationToken cancellation)
    {
        var asked = input.ApplyTo(new Asked());
        return ValueTask.FromResult(call.Ok(new CommandLeaveView(true, asked.Name)));
    }

    /// <summary>The command that is asked for. Its words and its tool are for the record.</summary>
    internal sealed class Asked
    {
        public string Name { get; set; } = "";

        public IReadOnlyList<string> Arguments { get; set; } = [];

        public string? Tool { get; set; }
    }
}
