namespace Headgate.Metadata.Columns.Binding;

/// <summary>A query to be bound.</summary>
/// <param name="Sql">The query, as dbt compiled it.</param>
/// <param name="Tables">The tables that it may read.</param>
internal sealed record BindRequest(string Sql, IReadOnlyList<BoundTable> Tables);
