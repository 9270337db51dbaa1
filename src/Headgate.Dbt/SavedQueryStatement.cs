namespace Headgate.Dbt;

/// <summary>A saved query as SQL, or why there is none.</summary>
/// <param name="Sql">The statement; null if the query is refused.</param>
/// <param name="Refusal">Why it is refused, in a sentence; null if it is not.</param>
public sealed record SavedQueryStatement(string? Sql, string? Refusal);
