using Headgate.Jinja.Syntax.Ast;
using Headgate.Jinja.Values;

namespace Headgate.Jinja.Run.Nodes;

internal sealed class CompareNode(int position, CompareOperator op, ExprNode left, ExprNode right) : ExprNode(position)
{
    private readonly Value _constant = right is ConstNode constant ? constant.Value : Value.Missing;

    public override Value Evaluate(Frame frame) => Value.From(Test(frame));

    public override bool Test(Frame frame)
    {
        var a = left.Evaluate(frame);
        var b = _constant.IsMissing ? right.Evaluate(frame) : _constant;
        if (a.IsSmallInt && b.IsSmallInt)
        {
            switch (op)
            {
                case CompareOperator.Equal:
                    return a.Bits == b.Bits;
                case CompareOperator.NotEqual:
                    return a.Bits != b.Bits;
                case CompareOperator.Less:
                    return a.Bits < b.Bits;
                case CompareOperator.LessEqual:
                    return a.Bits <= b.Bits;
                case CompareOperator.Greater:
                    return a.Bits > b.Bits;
                case CompareOperator.GreaterEqual:
                    return a.Bits >= b.Bits;
            }
        }
        frame.State.Position = Position;
        return Apply(frame.State, op, a, b);
    }

    public static bool Apply(CallContext context, CompareOperator op, in Value a, in Value b) =>
        op switch
        {
            CompareOperator.Equal => Operators.Equal(context, a, b),
            CompareOperator.NotEqual => Operators.NotEqual(context, a, b),
            CompareOperator.Less => Operators.Less(context, a, b),
            CompareOperator.LessEqual => Operators.LessEqual(context, a, b),
            CompareOperator.Greater => Operators.Greater(context, a, b),
            CompareOperator.GreaterEqual => Operators.GreaterEqual(context, a, b),
            CompareOperator.In => Operators.Contains(context, a, b),
            _ => !Operators.Contains(context, a, b),
        };
}
