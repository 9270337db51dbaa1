using Headgate.Catalogue;
using Headgate.Dbt.Reading;

namespace Headgate.Metrics.Answering;

/// <summary>A query that somebody has asked, and what came of it.</summary>
internal sealed class KeptQuery
{
    private volatile string _status = QueryState.Pending;

    /// <summary>Its id, which says nothing and cannot be guessed.</summary>
    public required string Id { get; init; }

    public required long EnvironmentId { get; init; }

    /// <summary>The operation that made it: what it gives is read by the same.</summary>
    public required string Operation { get; init; }

    /// <summary>Who asked: nobody else reads it.</summary>
    public required string Caller { get; init; }

    /// <summary>Whose budgets it counts towards.</summary>
    public required Caller Asker { get; init; }

    /// <summary>The bounds that it was asked under; under others it has to be asked anew.</summary>
    public required string Bounds { get; init; }

    public required MetricQuery Asked { get; init; }

    public required string Sql { get; init; }

    public required DateTimeOffset Started { get; init; }

    /// <summary>The type of the warehouse.</summary>
    public required string Dialect { get; init; }

    public string? Schema { get; init; }

    public DateTimeOffset? Ended { get; private set; }

    public string Status => _status;

    public string? Error { get; private set; }

    public WarehouseTable? Table { get; private set; }

    /// <summary>Ends when it has.</summary>
    public Task Done { get; set; } = Task.CompletedTask;

    public void Begin() => _status = QueryState.Running;

    public void End(WarehouseTable table, DateTimeOffset at)
    {
        (Table, Ended) = (table, at);
        _status = QueryState.Successful;
    }

    public void Fail(string error, DateTimeOffset at)
    {
        (Error, Ended) = (error, at);
        _status = QueryState.Failed;
    }
}
