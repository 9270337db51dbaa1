using Headgate.Metrics.Semantics;

namespace Headgate.Metrics.Joins;

/// <summary>Which joins keep the number of rows.</summary>
internal static class JoinRules
{
    /// <summary>Whether each row of the left model finds at most one row of the right one by the entity.</summary>
    public static bool IsSafe(SemanticModelDefinition left, SemanticModelDefinition right, string entity)
    {
        if (left.FindEntity(entity) is not { } from || right.FindEntity(entity) is not { } to)
        {
            return false;
        }
        // Two spans of validity would need a third that is common to both; such joins lose rows or multiply them.
        if (left.Validity is not null && right.Validity is not null)
        {
            return false;
        }
        return to.Type switch
        {
            EntityType.Primary or EntityType.Unique => true,
            EntityType.Natural => from.Type != EntityType.Natural && right.Validity is not null,
            _ => false,
        };
    }
}
