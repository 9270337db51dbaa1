using Headgate.Dbt.Adapters;
using Headgate.Dbt.Context.Objects;

namespace Headgate.Dbt.Context;

/// <summary>What one statement gave.</summary>
/// <param name="Response">The database's word on it.</param>
/// <param name="Table">Its rows.</param>
internal sealed record StatementResult(AdapterResponse Response, TableObject Table);
