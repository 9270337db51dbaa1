using System.Numerics;

namespace Headgate.Jinja.Syntax.Ast;

/// <summary>Text between tags.</summary>
internal sealed class TemplateData(int position, string text) : Expr(position, 1)
{
    public string Text { get; } = text;

    public override string Kind => "templatedata";
}

internal sealed class StringLiteral(int position, string value) : Expr(position, 1)
{
    public string Value { get; } = value;

    public override string Kind => "const";
}

internal sealed class IntegerLiteral(int position, BigInteger value) : Expr(position, 1)
{
    public BigInteger Value { get; } = value;

    public override string Kind => "const";
}

internal sealed class FloatLiteral(int position, double value) : Expr(position, 1)
{
    public double Value { get; } = value;

    public override string Kind => "const";
}

internal sealed class BoolLiteral(int position, bool value) : Expr(position, 1)
{
    public bool Value { get; } = value;

    public override string Kind => "const";
}

internal sealed class NoneLiteral(int position) : Expr(position, 1)
{
    public override string Kind => "const";
}

internal sealed class TupleExpr(int position, Expr[] items) : Expr(position, DepthOf(items) + 1)
{
    public Expr[] Items { get; } = items;

    public override string Kind => "tuple";
}

internal sealed class ListExpr(int position, Expr[] items) : Expr(position, DepthOf(items) + 1)
{
    public Expr[] Items { get; } = items;

    public override string Kind => "list";
}

internal sealed class DictExpr(int position, Expr[] keys, Expr[] values) : Expr(position, DepthOf([.. keys, .. values]) + 1)
{
    public Expr[] Keys { get; } = keys;

    public Expr[] Values { get; } = values;

    public override string Kind => "dict";
}
