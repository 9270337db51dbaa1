using Headgate.Jinja.Errors;
using Headgate.Jinja.Syntax.Ast;
using Headgate.Jinja.Values;

namespace Headgate.Jinja.Run.Nodes;

internal sealed class ArithmeticNode(int position, BinaryOperator op, ExprNode left, ExprNode right) : ExprNode(position)
{
    public override Value Evaluate(Frame frame)
    {
        var a = left.Evaluate(frame);
        var b = right.Evaluate(frame);
        frame.State.Position = Position;
        return Apply(frame.State, op, a, b);
    }

    public static Value Apply(CallContext context, BinaryOperator op, in Value a, in Value b) =>
        op switch
        {
            BinaryOperator.Add => Operators.Add(context, a, b),
            BinaryOperator.Sub => Operators.Subtract(context, a, b),
            BinaryOperator.Mul => Operators.Multiply(context, a, b),
            BinaryOperator.Div => Operators.Divide(context, a, b),
            BinaryOperator.FloorDiv => Operators.FloorDivide(context, a, b),
            BinaryOperator.Mod => Operators.Modulo(context, a, b),
            _ => Operators.Power(context, a, b),
        };
}

internal sealed class AndNode(int position, ExprNode left, ExprNode right) : ExprNode(position)
{
    public override Value Evaluate(Frame frame)
    {
        var value = left.Evaluate(frame);
        frame.State.Position = left.Position;
        return value.IsTruthy ? right.Evaluate(frame) : value;
    }

    public override bool Test(Frame frame) => left.Test(frame) && right.Test(frame);
}

internal sealed class OrNode(int position, ExprNode left, ExprNode right) : ExprNode(position)
{
    public override Value Evaluate(Frame frame)
    {
        var value = left.Evaluate(frame);
        frame.State.Position = left.Position;
        return value.IsTruthy ? value : right.Evaluate(frame);
    }

    public override bool Test(Frame frame) => left.Test(frame) || right.Test(frame);
}

internal sealed class NotNode(int position, ExprNode operand) : ExprNode(position)
{
    public override Value Evaluate(Frame frame) => Value.From(!operand.Test(frame));

    public override bool Test(Frame frame) => !operand.Test(frame);
}

internal sealed class SignNode(int position, bool negative, ExprNode operand) : ExprNode(position)
{
    public override Value Evaluate(Frame frame)
    {
        var value = operand.Evaluate(frame);
        frame.State.Position = Position;
        return negative ? Operators.Negate(frame.State, value) : Operators.Plus(frame.State, value);
    }
}

/// <summary>A chained comparison: each operand is evaluated once, and none after the first that does not hold.</summary>
internal sealed class CompareChainNode(int position, ExprNode first, CompareOperator[] operators, int[] positions, ExprNode[] operands)
    : ExprNode(position)
{
    public override Value Evaluate(Frame frame) => Value.From(Test(frame));

    public override bool Test(Frame frame)
    {
        var left = first.Evaluate(frame);
        for (var i = 0; i < operands.Length; i++)
        {
            var right = operands[i].Evaluate(frame);
            frame.State.Position = positions[i];
            if (!CompareNode.Apply(frame.State, operators[i], left, right))
            {
                return false;
            }
            left = right;
        }
        return true;
    }
}

internal sealed class ConditionalNode(int position, ExprNode test, ExprNode then, ExprNode? otherwise, string hint) : ExprNode(position)
{
    public override Value Evaluate(Frame frame)
    {
        if (test.Test(frame))
        {
            return then.Evaluate(frame);
        }
        return otherwise is not null ? otherwise.Evaluate(frame) : Value.FromUndefined(new UndefinedInfo { Hint = hint });
    }

    public override bool Test(Frame frame) => test.Test(frame) ? then.Test(frame) : otherwise is not null && otherwise.Test(frame);

    public override void Write(Frame frame, bool escape)
    {
        if (test.Test(frame))
        {
            then.Write(frame, escape);
        }
        else
        {
            otherwise?.Write(frame, escape);
        }
    }
}

/// <summary>Looks, at certain levels of deep nesting, whether there is stack left.</summary>
internal sealed class GuardNode(ExprNode inner) : ExprNode(inner.Position)
{
    public override Value Evaluate(Frame frame)
    {
        Check(frame);
        return inner.Evaluate(frame);
    }

    public override bool Test(Frame frame)
    {
        Check(frame);
        return inner.Test(frame);
    }

    private void Check(Frame frame)
    {
        if (!System.Runtime.CompilerServices.RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            frame.State.Position = Position;
            throw new JinjaException(JinjaErrorKind.RecursionError, "maximum recursion depth exceeded");
        }
    }
}
