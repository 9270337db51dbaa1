namespace Headgate.Jinja.Syntax.Ast;

/// <summary>A statement.</summary>
/// <param name="position">Offset of its keyword.</param>
internal abstract class Stmt(int position) : Node(position)
{
    /// <summary>Offset of the delimiter that opens the statement.</summary>
    public int Start { get; set; } = position;

    /// <summary>Offset after the delimiter that closes it, for blocks that of the closing tag.</summary>
    public int End { get; set; } = position;
}

internal sealed class TemplateNode(Stmt[] body) : Node(0)
{
    public Stmt[] Body { get; } = body;
}

/// <summary>Text and printed expressions in a row.</summary>
internal sealed class OutputStmt(int position, Expr[] parts) : Stmt(position)
{
    public Expr[] Parts { get; } = parts;
}

internal sealed class IfBranch(int position, Expr test, Stmt[] body) : Node(position)
{
    public Expr Test { get; } = test;

    public Stmt[] Body { get; } = body;
}

internal sealed class IfStmt(int position, IfBranch[] branches, Stmt[] otherwise) : Stmt(position)
{
    public IfBranch[] Branches { get; } = branches;

    public Stmt[] Otherwise { get; } = otherwise;
}

internal sealed class ForStmt(int position, Expr target, Expr items, Expr? test, bool recursive, Stmt[] body, Stmt[] otherwise)
    : Stmt(position)
{
    public Expr Target { get; } = target;

    public Expr Items { get; } = items;

    public Expr? Test { get; } = test;

    public bool Recursive { get; } = recursive;

    public Stmt[] Body { get; } = body;

    public Stmt[] Otherwise { get; } = otherwise;
}

internal sealed class BreakStmt(int position) : Stmt(position);

internal sealed class ContinueStmt(int position) : Stmt(position);

internal sealed class DoStmt(int position, Expr expression) : Stmt(position)
{
    public Expr Expression { get; } = expression;
}

internal sealed class SetStmt(int position, Expr target, Expr value) : Stmt(position)
{
    public Expr Target { get; } = target;

    public Expr Value { get; } = value;
}

internal sealed class SetBlockStmt(int position, Expr target, FilterExpr? filter, Stmt[] body) : Stmt(position)
{
    public Expr Target { get; } = target;

    public FilterExpr? Filter { get; } = filter;

    public Stmt[] Body { get; } = body;
}

internal sealed class FilterBlockStmt(int position, FilterExpr filter, Stmt[] body) : Stmt(position)
{
    public FilterExpr Filter { get; } = filter;

    public Stmt[] Body { get; } = body;
}

internal sealed class WithStmt(int position, Expr[] targets, Expr[] values, Stmt[] body) : Stmt(position)
{
    public Expr[] Targets { get; } = targets;

    public Expr[] Values { get; } = values;

    public Stmt[] Body { get; } = body;
}

internal sealed class AutoescapeStmt(int position, Expr value, Stmt[] body) : Stmt(position)
{
    public Expr Value { get; } = value;

    public Stmt[] Body { get; } = body;
}
