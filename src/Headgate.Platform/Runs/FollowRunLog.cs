using System.Net;
using Headgate.Catalogue;
using Headgate.Platform.Related;
using Headgate.Platform.Runs.Logs;
using Headgate.Wire;

namespace Headgate.Platform.Runs;

/// <summary>Sends the log of a run as it comes.</summary>
internal sealed class FollowRunLog : IOperation<LogChoice>
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "runs.logs",
            Method = "GET",
            Route = "/api/gate/v1/accounts/{account_id:long}/runs/{run_id:long}/logs/",
            Capability = Capabilities.Runs,
            OpenToAgents = true,
            Permission = Permission.Read(PermissionResource.Runs),
            Suffices = ["Job Viewer"],
            Risk = "Logs can show table names, row counts and query text.",
            Sentence = "{actor} followed the log of {target}",
            Summary = "Follow the log of a run",
            Description =
                "Server-sent events from the first line to the run's end: run (its status, where that changes), step (a step begins), log (lines of it), end (how it ended; "
                + "the stream closes). Each step and log has an id; who connects again sends the last one as Last-Event-ID and misses nothing. The stream ends within "
                + "seconds of the caller losing its right to read the run.",
            Limits = "200 streams at the same time, 20 for one caller.",
            Fields = LogChoice.Fields,
            TellsRunError = true,
            Answers = AnswerForm.Events,
            Source = "headgate: live logs",
        };

    public static ValueTask<Answer> HandleAsync(CallContext call, Input<LogChoice> input, CancellationToken cancellation)
    {
        if (call.Service<LogStreams>().TryEnter(call.Caller) is not { } place)
        {
            return new(
                Answer.Failure(
                    HttpStatusCode.TooManyRequests,
                    "Too many logs are being followed; close a stream, or read the steps of the run."
                )
            );
        }
        var choice = input.ApplyTo(new());
        var events = call.Service<LiveLog>()
            .FollowAsync(
                call.RouteLong("run_id"),
                choice.Step,
                choice.From,
                async (db, run, ended) => (await HiddenThings.OfAsync(call, db, [], [run], ended)).Message(run),
                CancellationToken.None
            );
        return new(Answer.Of(events, place));
    }
}
