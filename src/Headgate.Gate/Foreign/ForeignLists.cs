using System.Collections.Concurrent;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Gate.Foreign;

/// <summary>
/// Asks a server for its tools and keeps what it said. A tool that is new, or another than the one that a person has looked at, is off by that alone; the record says so
/// before anything else does.
/// </summary>
internal sealed class ForeignLists(
    IDbContextFactory<HeadgateDb> databases,
    ForeignEndpoints endpoints,
    ForeignRecords records,
    TimeProvider time,
    IForeignServers? client = null
)
{
    /// <summary>Tools of a server at most.</summary>
    public const int MostTools = 10_000;

    private const int LongestNote = 1000;

    private readonly ConcurrentDictionary<long, SemaphoreSlim> _turns = new();

    /// <summary>Asks, and keeps the list; gives why that could not be done, or null. One question at a time goes to a server.</summary>
    public async Task<string?> RefreshAsync(long server, CancellationToken cancellation, bool onlyIfOld = false)
    {
        if (client is null)
        {
            return "No server of Headgate runs here that could ask.";
        }
        var turn = _turns.GetOrAdd(server, _ => new SemaphoreSlim(1));
        await turn.WaitAsync(cancellation);
        try
        {
            await using var db = await databases.CreateDbContextAsync(cancellation);
            if (
                await db.ForeignServers.SingleOrDefaultAsync(s => s.Id == server && s.State == RowState.Active, cancellation) is not { } row
            )
            {
                return "There is no such server.";
            }
            var endpoint = endpoints.Of(row);
            return onlyIfOld && !client.IsListOld(endpoint)
                ? null
                : await KeepAsync(db, row, await client.ListAsync(endpoint, cancellation), cancellation);
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task<string?> KeepAsync(HeadgateDb db, ForeignServer server, ForeignListing listing, CancellationToken cancellation)
    {
        var fault =
            listing.Fault
            ?? (listing.Tools.Count > MostTools ? $"It lists {listing.Tools.Count} tools, more than the {MostTools} that are kept." : null);
        if (fault is not null)
        {
            server.ListFault = Cut(fault);
            await db.SaveChangesAsync(cancellation);
            return fault;
        }
        var (tools, unnamed) = ForeignDefinitions.Of(server.Name, listing.Tools);
        var kept = await db
            .ForeignTools.Where(t => t.ServerId == server.Id)
            .ToDictionaryAsync(t => t.Tool, StringComparer.Ordinal, cancellation);
        var (findings, isChanged) = Apply(db, server, kept, tools);
        server.ListedAt = time.GetUtcNow();
        server.ListFault = null;
        server.LeftOut =
            unnamed.Count == 0 ? null : Cut($"{unnamed.Count} without a name that a tool can have: {string.Join(", ", unnamed.Take(10))}");
        server.Version += isChanged ? 1 : 0;
        await records.RecordAsync(server, findings);
        await db.SaveChangesAsync(cancellation);
        return null;
    }

    private static (IReadOnlyList<ForeignFinding> Findings, bool IsChanged) Apply(
        HeadgateDb db,
        ForeignServer server,
        Dictionary<string, ForeignTool> kept,
        IReadOnlyList<ForeignDefinition> tools
    )
    {
        List<ForeignFinding> findings = [];
        var (added, changed) = (0, 0);
        foreach (var tool in tools)
        {
            if (!kept.Remove(tool.Tool, out var row))
            {
                row = new ForeignTool
                {
                    AccountId = server.AccountId,
                    ServerId = server.Id,
                    Tool = tool.Tool,
                };
                db.ForeignTools.Add(row);
                added++;
            }
            findings.AddRange(Findings(row, tool));
            if (row.Name != tool.Name || row.Digest != tool.Digest || row.LeftOut != tool.LeftOut || row.State != RowState.Active)
            {
                (row.Name, row.Definition, row.Digest) = (tool.Name, tool.Json, tool.Digest);
                (row.LeftOut, row.State) = (tool.LeftOut, RowState.Active);
                changed++;
            }
        }
        var gone = kept.Values.Where(t => t.State == RowState.Active).ToList();
        gone.ForEach(row => row.State = RowState.Deleted);
        if (added + gone.Count > 0)
        {
            var sentence = $"has {tools.Count} tools: {added} new ones, and {gone.Count} that it had are gone";
            findings.Insert(0, new(ForeignFinding.Listed, sentence, null, null));
        }
        return (findings, changed + gone.Count > 0);
    }

    private static IEnumerable<ForeignFinding> Findings(ForeignTool row, ForeignDefinition tool)
    {
        if (row.ReviewedDigest is { } looked && row.Digest == looked && tool.Digest != looked)
        {
            var sentence = $"changed the definition of its tool {tool.Name}, which is off until a person looks at it again";
            yield return new(ForeignFinding.Changed, sentence, looked, tool.Digest);
        }
        if (tool.LeftOut is { } why && row.LeftOut != why)
        {
            yield return new(ForeignFinding.LeftOut, $"has the tool {tool.Name}, which is left out: {why}", null, tool.Digest);
        }
    }

    private static string Cut(string text) => text.Length > LongestNote ? text[..LongestNote] : text;
}
