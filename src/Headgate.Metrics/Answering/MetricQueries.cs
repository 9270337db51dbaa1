using System.Security.Cryptography;
using Headgate.Catalogue;
using Headgate.Dbt.Reading;
using Headgate.Metrics.Settings;
using Headgate.Store;
using Headgate.Wire;
using Microsoft.Extensions.Logging;

namespace Headgate.Metrics.Answering;

/// <summary>
/// Queries that were asked, with their answers, in this server's memory: for as long as callers take to fetch them. The same statement over the same version of a warehouse is
/// not read twice.
/// </summary>
internal sealed partial class MetricQueries(
    MetricReaders readers,
    MetricsSettings settings,
    IQueryCosts costs,
    TimeProvider time,
    ILogger<MetricQueries> logger
) : IDisposable
{
    private const int MostKept = 500;
    private const long MostBytes = 256L << 20;

    private static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(15);

    private readonly Lock _gate = new();
    private readonly LinkedList<KeptQuery> _kept = [];
    private readonly Dictionary<string, KeptQuery> _byId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, WarehouseTable> _tables = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _ending = new();

    /// <summary>
    /// Starts a query. A second is counted before it does, so that many at once do not all begin within the last one; the rest is counted before its rows can be had.
    /// </summary>
    public async Task<KeptQuery> StartAsync(KeptQuery query, WarehouseTarget target, bool isCached)
    {
        var key = target.Version is { } version ? $"{query.EnvironmentId}/{target.SemanticLayerCredentialsId}/{version}/{query.Sql}" : null;
        WarehouseTable? table = null;
        lock (_gate)
        {
            Forget();
            _byId.Add(query.Id, query);
            _kept.AddLast(query);
            if (isCached && key is not null)
            {
                _tables.TryGetValue(key, out table);
            }
        }
        if (table is not null)
        {
            query.End(table, time.GetUtcNow());
            return query;
        }
        try
        {
            await costs.AddAsync(query.Asker, seconds: 1, rows: 0);
        }
        catch
        {
            query.Fail("There was a server error.", time.GetUtcNow());
            throw;
        }
        query.Done = RunAsync(query, target, key);
        return query;
    }

    /// <summary>A query by its id; null where there is none.</summary>
    public KeptQuery? Find(string id)
    {
        lock (_gate)
        {
            return _byId.GetValueOrDefault(id);
        }
    }

    /// <summary>The queries of an environment that are still known, newest first.</summary>
    public IReadOnlyList<KeptQuery> Of(long environmentId)
    {
        lock (_gate)
        {
            return [.. _kept.Where(query => query.EnvironmentId == environmentId).Reverse()];
        }
    }

    /// <summary>An id for a query.</summary>
    /// <param name="prefix">What tells kinds of queries apart.</param>
    public static string NewId(string prefix) => prefix + RandomNumberGenerator.GetHexString(32, lowercase: true);

    public void Dispose()
    {
        _ending.Cancel();
        _ending.Dispose();
    }

    private async Task RunAsync(KeptQuery query, WarehouseTarget target, string? key)
    {
        await Task.Yield();
        long? begun = null;
        Action end;
        var rows = 0L;
        try
        {
            (end, rows) = await ReadAsync(query, target, key, () => begun = time.GetTimestamp());
        }
        catch (Exception e)
        {
            LogFailed(e, query.Id);
            end = () => query.Fail("There was a server error.", time.GetUtcNow());
        }
        try
        {
            var more = begun is { } at ? (long)Math.Ceiling(time.GetElapsedTime(at).TotalSeconds) - 1 : 0;
            await costs.AddAsync(query.Asker, more, rows);
        }
        catch (Exception e)
        {
            LogUncounted(e, query.Id);
        }
        end();
    }

    /// <summary>What came of it, to be told, and the rows that were read.</summary>
    private async Task<(Action End, long Rows)> ReadAsync(KeptQuery query, WarehouseTarget target, string? key, Action begun)
    {
        using var limit = new CancellationTokenSource(settings.Time, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, _ending.Token);
        try
        {
            var table = await readers.ReadAsync(query.EnvironmentId, target, query.Sql, Begin, either.Token);
            if (key is not null)
            {
                lock (_gate)
                {
                    _tables[key] = table;
                }
            }
            return (() => query.End(table, time.GetUtcNow()), table.Rows.Count);
        }
        catch (OperationCanceledException)
        {
            return Failed(
                limit.IsCancellationRequested
                    ? $"The query took longer than {settings.Time.TotalSeconds:0} s. Ask for fewer groups or a shorter time."
                    : "The server is ending."
            );
        }
        catch (WarehouseException e)
        {
            LogRefused(e, query.Id);
            return Failed(Told(query, e));
        }

        void Begin()
        {
            begun();
            query.Begin();
        }

        (Action, long) Failed(string error) => (() => query.Fail(error, time.GetUtcNow()), 0);
    }

    /// <summary>What a database says may hold values of rows that an agent must not see; people who asked get it whole.</summary>
    private static string Told(KeptQuery query, WarehouseException e) =>
        !e.IsFromDatabase ? e.Message
        : e.IsAway ? "The warehouse cannot be reached."
        : query.Caller.StartsWith(nameof(CallerKind.Agent), StringComparison.Ordinal)
            ? "The warehouse could not answer this query: a value does not fit what is computed with it, or a table is missing."
        : e.Message;

    private void Forget()
    {
        var old = time.GetUtcNow() - KeptFor;
        var bytes = _kept.Sum(query => query.Table?.Bytes ?? 0);
        while (_kept.First is { Value: var first } && (first.Started < old || _kept.Count >= MostKept || bytes > MostBytes))
        {
            bytes -= first.Table?.Bytes ?? 0;
            _kept.RemoveFirst();
            _byId.Remove(first.Id);
        }
        var shown = _kept.Select(query => query.Table).OfType<WarehouseTable>().ToHashSet(ReferenceEqualityComparer.Instance);
        foreach (var key in _tables.Where(entry => !shown.Contains(entry.Value)).Select(entry => entry.Key).ToList())
        {
            _tables.Remove(key);
        }
    }

    [LoggerMessage(EventId = 3601, Level = LogLevel.Warning, Message = "The warehouse refused the metric query {Query}")]
    private partial void LogRefused(Exception failure, string query);

    [LoggerMessage(EventId = 3602, Level = LogLevel.Error, Message = "The metric query {Query} failed")]
    private partial void LogFailed(Exception failure, string query);

    [LoggerMessage(
        EventId = 3603,
        Level = LogLevel.Error,
        Message = "What the metric query {Query} cost could not be counted towards budgets"
    )]
    private partial void LogUncounted(Exception failure, string query);
}
