using Headgate.Jinja.Errors;
using Headgate.Jinja.Run.Nodes;
using Headgate.Jinja.Syntax.Ast;
using Headgate.Jinja.Values;

namespace Headgate.Jinja.Compile;

/// <summary>Works out at compile time what cannot come out differently at run time. An error stays where it is, for the run.</summary>
internal static class ConstantFolder
{
    public static ExprNode Arithmetic(int position, BinaryOperator op, ExprNode left, ExprNode right) =>
        left is ConstNode a
        && right is ConstNode b
        && TryFold(() => ArithmeticNode.Apply(ConstantContext.Instance, op, a.Value, b.Value), out var value)
            ? new ConstNode(position, value)
            : new ArithmeticNode(position, op, left, right);

    public static ExprNode Sign(int position, bool negative, ExprNode operand) =>
        operand is ConstNode a
        && TryFold(
            () => negative ? Operators.Negate(ConstantContext.Instance, a.Value) : Operators.Plus(ConstantContext.Instance, a.Value),
            out var value
        )
            ? new ConstNode(position, value)
            : new SignNode(position, negative, operand);

    public static ExprNode Not(int position, ExprNode operand) =>
        operand is ConstNode a ? new ConstNode(position, Value.From(!a.Value.IsTruthy)) : new NotNode(position, operand);

    public static ExprNode Tuple(int position, ExprNode[] items) =>
        Array.TrueForAll(items, i => i is ConstNode)
            ? new ConstNode(position, Value.Tuple(Array.ConvertAll(items, i => ((ConstNode)i).Value)))
            : new TupleNode(position, items);

    private static bool TryFold(Func<Value> operation, out Value value)
    {
        try
        {
            value = operation();
            return true;
        }
        catch (JinjaException)
        {
            value = default;
            return false;
        }
    }
}
