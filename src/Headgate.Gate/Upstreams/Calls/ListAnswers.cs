using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Headgate.Catalogue;
using Headgate.Gate.Upstreams.Accounts;
using Headgate.Gate.Upstreams.Forwarding;
using Headgate.Gate.Upstreams.Judging;
using Headgate.Wire;

namespace Headgate.Gate.Upstreams.Calls;

/// <summary>
/// Lists, cut to what the caller may see with a total and pages that are true. Where a filter of the account itself does the cutting, its pages are passed on; each row is judged
/// all the same. Where one row should not be there, or no filter fits, the list is gone through from its beginning and counted.
/// </summary>
internal sealed class ListAnswers(
    AnswerReader reader,
    UpstreamClient client,
    UpstreamTargets targets,
    UpstreamLimits limits,
    TimeProvider time
)
{
    private const int PageSize = 100;
    private static readonly TimeSpan FilterLife = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<
        (long Upstream, long Version, string Operation, string Field),
        (bool IsHeeded, long At)
    > _filters = new();

    /// <summary>Does one.</summary>
    public async Task<Answer> DoAsync(CallContext call, KnownUpstream upstream, CancellationToken cancellation)
    {
        var paging = Paging.Read(call, PageSize, new FieldProblems());
        if (call.Scope is { All: false, AccountLevel: false, Projects.Count: 0, Environments.Count: 0, Jobs.Count: 0 })
        {
            return Answer.Page(_ => { }, 0, 0, Echo(call, paging));
        }
        var filter = call.Scope.All ? null : ScopeFilter.Of(call);
        if (call.Scope.All || (filter is not null && await IsHeededAsync(call, upstream, filter, cancellation)))
        {
            using var page = await PageAsync(call, upstream, filter?.Field, filter?.Value, paging.Limit, paging.Offset, cancellation);
            if (page.Fault is not null || page.Refused)
            {
                return Failed(call, upstream, page);
            }
            if (IsWhole(page, paging) && AllSeen(call, page) is { } rows)
            {
                var texts = new CleanTexts(reader.TracesOf(upstream), page.Read.Body.Span);
                return await AnswerAsync(call, upstream, rows, page.Total!.Value, paging, null, page.Read.FoundToken, texts, cancellation);
            }
        }
        return await ScanAsync(call, upstream, filter, paging, cancellation);
    }

    /// <summary>Whether what a page says of itself fits what was asked for.</summary>
    private static bool IsWhole(ListPage page, Paging paging) =>
        page.Total is { } total
        && page.Rows.Count <= paging.Limit
        && total >= (page.Rows.Count == 0 ? 0 : paging.Offset + page.Rows.Count)
        && (page.Rows.Count == paging.Limit || total <= paging.Offset + page.Rows.Count);

    /// <summary>The rows of a page; null where one of them may not be seen.</summary>
    private static List<JudgedThing>? AllSeen(CallContext call, ListPage page)
    {
        var (kind, rows) = (AnswerThings.Of(call.Operation)!.Value, new List<JudgedThing>(page.Rows.Count));
        foreach (var row in page.Rows)
        {
            if (SeenOf(call, kind, row) is not { } thing)
            {
                return null;
            }
            rows.Add(thing);
        }
        return rows;
    }

    /// <summary>Goes through the whole list, keeps what belongs to the page that was asked for, and counts what may be seen.</summary>
    private async Task<Answer> ScanAsync(
        CallContext call,
        KnownUpstream upstream,
        ScopeFilter? filter,
        Paging paging,
        CancellationToken cancellation
    )
    {
        var (kept, seen, ids) = (new List<JudgedThing>(), 0L, new HashSet<string>(StringComparer.Ordinal));
        var (offset, looked, foundToken) = (0, 0L, false);
        var (kind, texts) = (AnswerThings.Of(call.Operation)!.Value, new CleanTexts(reader.TracesOf(upstream)));
        for (var calls = 0; calls < limits.PagesOfList; calls++)
        {
            using var page = await PageAsync(call, upstream, filter?.Field, filter?.Value, PageSize, offset, cancellation);
            if (page.Fault is not null || page.Refused)
            {
                return Failed(call, upstream, page);
            }
            foundToken |= page.Read.FoundToken;
            texts.Add(page.Read.Body.Span);
            foreach (var row in page.Rows)
            {
                if (SeenOf(call, kind, row) is not { } thing)
                {
                    looked++;
                }
                else if (ids.Add(thing.Place.Id))
                {
                    looked++;
                    if (seen++ >= paging.Offset && kept.Count < paging.Limit)
                    {
                        kept.Add(thing.Kept());
                    }
                }
            }
            offset += page.Rows.Count;
            var isPaged = call.Operation.AllFields.Any(f => f.Name == "limit");
            if (page.Rows.Count == 0 || !isPaged || (page.Rows.Count < PageSize && (page.Total is not { } total || offset >= total)))
            {
                var remark =
                    seen == looked
                        ? null
                        : new AnswerRemark(
                            "filtered",
                            string.Create(CultureInfo.InvariantCulture, $"filtered: {seen} of {looked} rows may be seen")
                        );
                return await AnswerAsync(call, upstream, kept, seen, paging, remark, foundToken, texts, cancellation);
            }
        }
        return Answer
            .RuleBroken(
                $"The list at \"{upstream.Name}\" is too long to be cut to what you may see: {looked} rows were looked at and there are more. Narrow it with a filter, such as project_id or job_definition_id."
            )
            .WithRemark(new AnswerRemark("list-too-long", $"after {looked} rows the list had no end"));
    }

    private async Task<Answer> AnswerAsync(
        CallContext call,
        KnownUpstream upstream,
        List<JudgedThing> rows,
        long total,
        Paging paging,
        AnswerRemark? remark,
        bool foundToken,
        CleanTexts texts,
        CancellationToken cancellation
    )
    {
        var named = await NamedThings.FindAsync(
            rows,
            call.Scope,
            (kind, id) => targets.FindAsync(upstream, kind, id, isFresh: false, cancellation)
        );
        var writer = new ThingWriter(call, texts, named);
        List<ReadOnlyMemory<byte>> written = [.. rows.Select(r => writer.Write(r, call.Operation.Answers.Type!))];
        return Answer
            .Page(
                json => written.ForEach(row => json.WriteRawValue(row.Span, skipInputValidation: true)),
                written.Count,
                total,
                Echo(call, paging)
            )
            .WithRemark(foundToken || texts.FoundToken ? ReadAnswer.TokenFound : remark);
    }

    /// <summary>A row that may be seen and belongs to what the path names; null for any other.</summary>
    private static JudgedThing? SeenOf(CallContext call, TargetKind kind, JsonElement row) =>
        JudgedThing.Of(kind, row, call.AccountId) is { } thing
        && (call.Target.ProjectId is not { } project || thing.Place.ProjectId == project)
        && call.Scope.Sees(thing.Place.ProjectId, thing.Place.EnvironmentId, thing.Place.JobId)
            ? thing
            : null;

    /// <summary>Whether the account heeds a filter, asked with a value that fits nothing; the answer counts for a while.</summary>
    private async Task<bool> IsHeededAsync(CallContext call, KnownUpstream upstream, ScopeFilter filter, CancellationToken cancellation)
    {
        var key = (upstream.Id, upstream.Version, call.Operation.Id, filter.Field);
        if (_filters.TryGetValue(key, out var known) && time.GetElapsedTime(known.At) < FilterLife)
        {
            return known.IsHeeded;
        }
        var at = time.GetTimestamp();
        var value = filter.Value.StartsWith('[') ? $"[{ScopeFilter.OfNothing}]" : ScopeFilter.OfNothing;
        using var page = await PageAsync(call, upstream, filter.Field, value, 1, 0, cancellation);
        var isHeeded = page is { Fault: null, Refused: false, Rows.Count: 0, Total: 0 };
        if (page.Fault is null)
        {
            _filters[key] = (isHeeded, at);
        }
        return isHeeded;
    }

    private async Task<ListPage> PageAsync(
        CallContext call,
        KnownUpstream upstream,
        string? filter,
        string? value,
        int limit,
        int offset,
        CancellationToken cancellation
    )
    {
        var instead = new Dictionary<string, string?>(StringComparer.Ordinal);
        if (call.Operation.AllFields.Any(f => f.Name == "limit"))
        {
            instead["limit"] = limit.ToString(CultureInfo.InvariantCulture);
            instead["offset"] = offset.ToString(CultureInfo.InvariantCulture);
        }
        if (filter is not null)
        {
            instead[filter] = value;
        }
        var request = new UpstreamRequest("GET", RequestPath.Of(call) + RequestPath.Query(call, instead));
        var read = await reader.ReadAsync(upstream, request, cancellation);
        if (read.Fault is { } fault)
        {
            return new ListPage(fault, false, [], null, read);
        }
        if (!read.IsGood)
        {
            return new ListPage(null, true, [], null, read);
        }
        return read.Data.ValueKind == JsonValueKind.Array
            ? new ListPage(null, false, [.. read.Data.EnumerateArray()], TotalOf(read), read)
            : new ListPage(client.Note(upstream, UpstreamFaults.UnknownShape(upstream)), false, [], null, read);
    }

    private Answer Failed(CallContext call, KnownUpstream upstream, ListPage page) =>
        (page.Fault?.ToAnswer() ?? Refused.Of(call, page.Read, reader.TracesOf(upstream))).WithRemark(
            page.Read.FoundToken ? ReadAnswer.TokenFound : null
        );

    private static long? TotalOf(ReadAnswer read) =>
        read.Document!.RootElement.TryGetProperty("extra", out var extra)
        && extra.ValueKind == JsonValueKind.Object
        && extra.TryGetProperty("pagination", out var pagination)
        && pagination.ValueKind == JsonValueKind.Object
        && ThingPlaces.Whole(pagination, "total_count") is >= 0 and var total
            ? total
            : null;

    private static PageEcho Echo(CallContext call, Paging paging)
    {
        var sent = call
            .Operation.Fields.All.Where(f => f.Place == FieldPlace.Query && f.Name is not ("limit" or "offset" or "order_by"))
            .Select(f => (f.Name, Sent: call.Source.Find(f)))
            .Where(f => !f.Sent.IsAbsent)
            .Select(f => KeyValuePair.Create(f.Name, f.Sent.ToString()))
            .ToList();
        var order = call.Operation.Fields.All.FirstOrDefault(f => f.Name == "order_by") is { } field
            ? call.Source.Find(field).ToString()
            : "";
        return new PageEcho(paging.Limit, paging.Offset, order.Length == 0 ? "id" : order, sent);
    }
}
