using Headgate.Catalogue;
using Headgate.Gate.Upstreams.Accounts;
using Headgate.Gate.Upstreams.Forwarding;
using Headgate.Wire;

namespace Headgate.Gate.Upstreams.Calls;

/// <summary>Sends queries on to dbt's other doors. What comes back is read into clean JSON; whoever asked holds it against the query.</summary>
internal sealed class DocumentAnswers(AnswerReader reader, UpstreamClient client)
{
    /// <summary>Sends one.</summary>
    public async Task<DocumentReply> AskAsync(
        KnownUpstream upstream,
        DocumentDoor door,
        byte[] body,
        bool isSafe,
        CancellationToken cancellation
    )
    {
        var request = new UpstreamRequest("POST", UpstreamDoors.PathOf(upstream, door))
        {
            Body = body,
            IsSafe = isSafe,
            Door = door,
        };
        var read = await reader.ReadAsync(upstream, request, cancellation);
        if (read is { Fault: null, IsGood: true, Document: { } json })
        {
            var traces = reader.TracesOf(upstream);
            return DocumentReply.Of(
                json,
                traces.AreIn,
                ReadAnswer.TokenFound,
                what => client.Note(upstream, UpstreamFaults.Differs(upstream, what)).ToAnswer()
            );
        }
        using (read)
        {
            var fault = read.Fault ?? (read.IsGood ? UpstreamFaults.UnknownShape(upstream) : UpstreamFaults.NotTaken(upstream));
            return DocumentReply.Failed(
                (read.Fault is null ? client.Note(upstream, fault) : fault)
                    .ToAnswer()
                    .WithRemark(read.FoundToken ? ReadAnswer.TokenFound : null)
            );
        }
    }
}
