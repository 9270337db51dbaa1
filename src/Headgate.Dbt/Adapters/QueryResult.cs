namespace Headgate.Dbt.Adapters;

/// <summary>A statement's response and the rows it gave.</summary>
/// <param name="Response">The database's word on the statement.</param>
/// <param name="Table">The rows; without columns when none were fetched.</param>
internal sealed record QueryResult(AdapterResponse Response, QueryTable Table);
