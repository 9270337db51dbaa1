using Headgate.Metrics.Items;
using Headgate.Metrics.Semantics;

namespace Headgate.Metrics.Joins;

/// <summary>A dimension or an entity that a semantic model has, or that safe joins lead to.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Links">The entities that lead to it.</param>
/// <param name="Path">The joins; none for what the model has itself.</param>
/// <param name="Model">The model that has it.</param>
/// <param name="Dimension">What it is, if a dimension.</param>
/// <param name="Entity">What it is, if an entity.</param>
internal sealed record Reached(
    string Name,
    string Links,
    IReadOnlyList<Hop> Path,
    SemanticModelDefinition Model,
    Dimension? Dimension,
    Entity? Entity
)
{
    public ItemKind Kind =>
        Entity is not null ? ItemKind.Entity
        : Dimension!.Unit is null ? ItemKind.Category
        : ItemKind.Time;

    /// <summary>Whether it is the entity that a name means: a bare one wherever it is, one with a path only there.</summary>
    public bool IsEntity(string name) => Entity is not null && (QualifiedName == name || Name == name);

    public string QualifiedName => Links.Length == 0 ? Name : Links + Item.Separator + Name;
}
