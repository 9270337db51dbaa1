using System.Net;
using System.Text.Json;
using Headgate.Catalogue;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Gate.Foreign;

/// <summary>Calls foreign tools, for calls that were allowed and recorded.</summary>
internal sealed class ForeignCalls(
    IDbContextFactory<HeadgateDb> databases,
    ForeignEndpoints endpoints,
    ForeignLists lists,
    IForeignServers? client = null
)
{
    /// <summary>Calls the tool that a call is aimed at.</summary>
    public async ValueTask<Answer> CallAsync(CallContext call, JsonElement arguments, CancellationToken cancellation)
    {
        if (client is null || await FindAsync(call, cancellation) is not var (server, tool))
        {
            return Answer.NotFound;
        }
        if (client.IsListOld(server))
        {
            // What the tool is by now is asked before it is called: it may be another than the one that a person has looked at.
            if (await lists.RefreshAsync(server.Id, cancellation, onlyIfOld: true) is { } unlisted)
            {
                return Answer.Failure(HttpStatusCode.BadGateway, $"The tool {call.Target.Id} was not called. {unlisted}");
            }
            if (await FindAsync(call, cancellation) is not var (_, still) || still != tool)
            {
                return Answer.NotFound;
            }
        }
        var reply = await client.CallAsync(server, tool, arguments, cancellation);
        var answer = reply.Fault is { } fault
            ? Answer.Failure(reply.Status, $"The tool {call.Target.Id} gave no result. {fault}")
            : Answer.Ok(json => reply.Result.WriteTo(json));
        return answer.WithAlso(reply.Also);
    }

    /// <summary>The tool's server, and its name there; null where it can no longer be used.</summary>
    private async Task<(ForeignEndpoint Server, string Tool)?> FindAsync(CallContext call, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var found = await db
            .ForeignTools.AsNoTracking()
            .Where(t => t.AccountId == call.Caller.HomeAccountId && t.Name == call.Target.Id)
            .Where(t => t.State == RowState.Active && t.LeftOut == null && t.ReviewedDigest == t.Digest)
            .Join(
                db.ForeignServers.Where(s => s.State == RowState.Active),
                t => t.ServerId,
                s => s.Id,
                (t, s) => new { t.Tool, Server = s }
            )
            .FirstOrDefaultAsync(cancellation);
        return found is null ? null : (endpoints.Of(found.Server), found.Tool);
    }
}
