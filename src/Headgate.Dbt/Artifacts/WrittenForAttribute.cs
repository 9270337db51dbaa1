namespace Headgate.Dbt.Artifacts;

/// <summary>Names the kinds of nodes whose artifact form has the key; others leave it out.</summary>
/// <param name="kinds">Kinds that have it.</param>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class WrittenForAttribute(NodeKinds kinds) : Attribute
{
    public NodeKinds Kinds { get; } = kinds;
}
