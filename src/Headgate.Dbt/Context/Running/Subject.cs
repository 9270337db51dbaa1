using Headgate.Dbt.Artifacts;

namespace Headgate.Dbt.Context.Running;

/// <summary>How dbt names a node in messages.</summary>
internal static class Subject
{
    /// <summary><c>model orders (models/orders.sql)</c>.</summary>
    public static string Of(ManifestNode node) => $"{node.ResourceType.Word()} {node.Name} ({node.OriginalFilePath})";

    /// <summary><c>Model 'model.shop.orders' (models/orders.sql)</c>.</summary>
    public static string Capitalised(ManifestNode node)
    {
        var words = node.ResourceType.Word().Split('_').Select(w => char.ToUpperInvariant(w[0]) + w[1..]);
        return $"{string.Join('_', words)} '{node.UniqueId}' ({node.OriginalFilePath})";
    }
}
