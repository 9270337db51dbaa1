namespace Headgate.Jinja.Syntax.Ast;

/// <summary>Anything that stands in the tree of a template.</summary>
/// <param name="position">Offset in the source that errors of the node point to.</param>
internal abstract class Node(int position)
{
    /// <summary>Offset in the source that errors of the node point to.</summary>
    public int Position { get; } = position;
}
