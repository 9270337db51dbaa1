using Headgate.Dbt.Adapters;

namespace Headgate.Dbt.Context.Running;

/// <summary>What a materialisation made.</summary>
/// <param name="Relations">The relations that now exist.</param>
/// <param name="Main">The response and rows of the statement named main; null when the materialisation ran none.</param>
internal sealed record MaterializationResult(IReadOnlyList<Relation> Relations, StatementResult? Main);
