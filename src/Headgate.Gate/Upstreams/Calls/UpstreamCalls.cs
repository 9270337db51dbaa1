using System.Net;
using Headgate.Catalogue;
using Headgate.Gate.Upstreams.Accounts;
using Headgate.Wire;

namespace Headgate.Gate.Upstreams.Calls;

/// <summary>Does the calls of agents whose account is elsewhere.</summary>
internal sealed class UpstreamCalls(
    UpstreamDirectory directory,
    UpstreamTargets targets,
    SingleAnswers singles,
    ListAnswers lists,
    FileAnswers files,
    DocumentAnswers documents
) : IUpstreamCalls
{
    public async ValueTask<Target?> FindAsync(
        Caller caller,
        Operation operation,
        TargetKind kind,
        string id,
        CancellationToken cancellation
    )
    {
        var upstream = await KnownAsync(caller, cancellation);
        return await targets.FindAsync(upstream, kind, id, isFresh: operation.Access == Access.Write, cancellation);
    }

    public async ValueTask<Answer> DoAsync(CallContext call, CancellationToken cancellation)
    {
        var problems = new FieldProblems();
        if (!call.IsDeletion)
        {
            call.Operation.Fields.Validate(call.Source, problems);
        }
        if (problems.Refusal is { } refusal)
        {
            return refusal;
        }
        try
        {
            var upstream = await KnownAsync(call.Caller, cancellation);
            return call.Operation.Answers.Kind switch
            {
                AnswerKind.Page => await lists.DoAsync(call, upstream, cancellation),
                AnswerKind.File => await files.DoAsync(call, upstream, cancellation),
                AnswerKind.One or AnswerKind.Created => await singles.DoAsync(call, upstream, cancellation),
                var other => throw new InvalidOperationException($"{call.Operation.Id} answers with {other}, which is not sent on."),
            };
        }
        catch (FactsUnavailableException e)
        {
            return Answer.Failure(e.Status, e.Message, e.RetryAfter);
        }
    }

    public async ValueTask<DocumentReply> AskAsync(
        CallContext call,
        DocumentDoor door,
        byte[] body,
        bool isSafe,
        CancellationToken cancellation
    )
    {
        try
        {
            return await documents.AskAsync(await KnownAsync(call.Caller, cancellation), door, body, isSafe, cancellation);
        }
        catch (FactsUnavailableException e)
        {
            return DocumentReply.Failed(Answer.Failure(e.Status, e.Message, e.RetryAfter));
        }
    }

    public ValueTask<bool> HoldsAsync(string credential, CancellationToken cancellation) => directory.HoldsAsync(credential, cancellation);

    private async ValueTask<KnownUpstream> KnownAsync(Caller caller, CancellationToken cancellation) =>
        await directory.FindAsync(caller.Upstream!.Id, cancellation) is { } known && known.AccountId == caller.AccountId
            ? known
            : throw new FactsUnavailableException(
                $"The upstream \"{caller.Upstream!.Name}\" was removed or changed a moment ago. Try again.",
                HttpStatusCode.ServiceUnavailable
            );
}
