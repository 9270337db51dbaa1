using Headgate.Catalogue;
using Headgate.Store.Model;
using Headgate.Wire;

namespace Headgate.Platform.Runs;

/// <summary>Gets the whole log of a step as a file.</summary>
internal sealed class GetRunStepLog : IOperation<GetRunStepLog.Choice>
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "runs.step.log",
            Method = "GET",
            Route = "/api/gate/v1/accounts/{account_id:long}/steps/{step_id:long}/log/",
            Capability = Capabilities.Runs,
            OpenToAgents = true,
            Permission = Permission.Read(PermissionResource.Runs),
            Suffices = ["Job Viewer"],
            Risk = "Logs can show table names, row counts and query text.",
            Sentence = "{actor} read the whole log of {target}",
            Summary = "Get the whole log of a step",
            Description =
                "The console log as a file, or with debug=true the debug log, however long; answers with steps carry only the last 4 MiB of one. Of a step at work it is what "
                + "there is so far; 404 where there is none. Read it as a stream.",
            Fields = new Fields<Choice>
            {
                { In.Query.Flag("debug", "The debug log instead of the console's.").Or(false), (c, v) => c.IsDebug = v },
            },
            TellsRunError = true,
            Answers = AnswerForm.File,
            Source = "headgate: logs",
        };

    public static ValueTask<Answer> HandleAsync(CallContext call, Input<Choice> input, CancellationToken cancellation)
    {
        var step = (RunStep)call.Target.Row!;
        var path = input.ApplyTo(new()).IsDebug ? step.DebugLogPath : step.LogPath;
        return new(call.Service<StepLogFiles>().Open(path) is { } log ? Answer.File(log, "text/plain; charset=utf-8") : Answer.NotFound);
    }

    /// <summary>Which of its logs.</summary>
    internal sealed class Choice
    {
        public bool IsDebug { get; set; }
    }
}
