namespace Headgate.Dbt.Adapters.Postgres;

/// <summary>What one statement gave.</summary>
/// <param name="Response">The server's word on it.</param>
/// <param name="Columns">The names of the columns it gives; none where it gives no rows.</param>
/// <param name="Types">The numbers of the columns' types.</param>
/// <param name="Rows">The rows that were read.</param>
internal sealed record StatementAnswer(
    AdapterResponse Response,
    IReadOnlyList<string> Columns,
    IReadOnlyList<uint> Types,
    IReadOnlyList<object?[]> Rows
);
