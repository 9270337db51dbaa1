namespace Headgate.Jinja.Syntax.Ast;

/// <summary>An expression.</summary>
/// <param name="position">Offset that errors point to.</param>
/// <param name="depth">How many levels of expressions stand one inside the other, this one included.</param>
internal abstract class Expr(int position, int depth) : Node(position)
{
    /// <summary>How many levels of expressions stand one inside the other, this one included.</summary>
    public int Depth { get; } = depth;

    /// <summary>The name by which Jinja calls the node in "can't assign to …".</summary>
    public abstract string Kind { get; }

    /// <summary>The greatest depth of some expressions, absent ones left out.</summary>
    protected static int DepthOf(params ReadOnlySpan<Expr?> children)
    {
        var depth = 0;
        foreach (var child in children)
        {
            depth = Math.Max(depth, child?.Depth ?? 0);
        }
        return depth;
    }
}
