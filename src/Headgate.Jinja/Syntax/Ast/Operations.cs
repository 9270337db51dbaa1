namespace Headgate.Jinja.Syntax.Ast;

internal enum UnaryOperator
{
    Not,
    Negative,
    Positive,
}

internal enum BinaryOperator
{
    Add,
    Sub,
    Mul,
    Div,
    FloorDiv,
    Mod,
    Pow,
    And,
    Or,
}

internal enum CompareOperator
{
    Equal,
    NotEqual,
    Less,
    LessEqual,
    Greater,
    GreaterEqual,
    In,
    NotIn,
}

internal sealed class UnaryExpr(int position, UnaryOperator op, Expr operand) : Expr(position, operand.Depth + 1)
{
    public UnaryOperator Operator { get; } = op;

    public Expr Operand { get; } = operand;

    public override string Kind =>
        Operator switch
        {
            UnaryOperator.Not => "not",
            UnaryOperator.Negative => "neg",
            _ => "pos",
        };
}

internal sealed class BinaryExpr(int position, BinaryOperator op, Expr left, Expr right) : Expr(position, DepthOf(left, right) + 1)
{
    public BinaryOperator Operator { get; } = op;

    public Expr Left { get; } = left;

    public Expr Right { get; } = right;

    public override string Kind => Operator.ToString().ToLowerInvariant();
}

/// <summary>Operands joined by <c>~</c>.</summary>
internal sealed class ConcatExpr(int position, Expr[] items) : Expr(position, DepthOf(items) + 1)
{
    public Expr[] Items { get; } = items;

    public override string Kind => "concat";
}

/// <summary>A comparison, possibly chained: <c>a &lt; b &lt;= c</c>.</summary>
internal sealed class CompareExpr(int position, Expr first, CompareOperator[] operators, int[] positions, Expr[] operands)
    : Expr(position, Math.Max(first.Depth, DepthOf(operands)) + 1)
{
    public Expr First { get; } = first;

    public CompareOperator[] Operators { get; } = operators;

    public int[] Positions { get; } = positions;

    public Expr[] Operands { get; } = operands;

    public override string Kind => "compare";
}

/// <summary><c>then if test else otherwise</c>; without else the value is undefined.</summary>
internal sealed class ConditionalExpr(int position, Expr test, Expr then, Expr? otherwise)
    : Expr(position, DepthOf(test, then, otherwise) + 1)
{
    public Expr Test { get; } = test;

    public Expr Then { get; } = then;

    public Expr? Otherwise { get; } = otherwise;

    public override string Kind => "condexpr";
}
