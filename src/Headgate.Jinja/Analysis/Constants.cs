using Headgate.Jinja.Compile;
using Headgate.Jinja.Errors;
using Headgate.Jinja.Run.Nodes;
using Headgate.Jinja.Syntax.Ast;
using Headgate.Jinja.Values;
using Headgate.Jinja.Values.Collections;

namespace Headgate.Jinja.Analysis;

/// <summary>Values of expressions that need no variable.</summary>
internal static class Constants
{
    /// <summary>The value, or null when it is not a constant.</summary>
    public static Value? Of(Expr expression)
    {
        switch (expression)
        {
            case StringLiteral text:
                return Value.From(text.Value);
            case IntegerLiteral integer:
                return Value.From(integer.Value);
            case FloatLiteral number:
                return Value.From(number.Value);
            case BoolLiteral boolean:
                return Value.From(boolean.Value);
            case NoneLiteral:
                return Value.None;
            case TupleExpr tuple:
                return All(tuple.Items) is { } items ? Value.Tuple(items) : null;
            case ListExpr list:
                return All(list.Items) is { } elements ? Value.List(elements) : null;
            case DictExpr dict:
                return All(dict.Keys) is { } keys && All(dict.Values) is { } values ? Dict(keys, values) : null;
            case UnaryExpr unary:
                return Of(unary.Operand) is { } operand ? Try(() => Unary(unary.Operator, operand)) : null;
            case BinaryExpr { Operator: not (BinaryOperator.And or BinaryOperator.Or) } binary:
                return Of(binary.Left) is { } left && Of(binary.Right) is { } right
                    ? Try(() => ArithmeticNode.Apply(ConstantContext.Instance, binary.Operator, left, right))
                    : null;
            case ConcatExpr concat:
                return All(concat.Items) is { } parts ? Try(() => Operators.Concat(ConstantContext.Instance, parts)) : null;
            default:
                return null;
        }
    }

    private static Value[]? All(Expr[] expressions)
    {
        var values = new Value[expressions.Length];
        for (var i = 0; i < values.Length; i++)
        {
            if (Of(expressions[i]) is not { } value)
            {
                return null;
            }
            values[i] = value;
        }
        return values;
    }

    private static Value? Dict(Value[] keys, Value[] values) =>
        Try(() =>
        {
            var dict = new JinjaDict(keys.Length);
            for (var i = 0; i < keys.Length; i++)
            {
                dict.Set(keys[i], values[i]);
            }
            return Value.From(dict);
        });

    private static Value Unary(UnaryOperator op, Value operand) =>
        op switch
        {
            UnaryOperator.Not => Value.From(!operand.IsTruthy),
            UnaryOperator.Negative => Operators.Negate(ConstantContext.Instance, operand),
            _ => Operators.Plus(ConstantContext.Instance, operand),
        };

    private static Value? Try(Func<Value> operation)
    {
        try
        {
            return operation();
        }
        catch (JinjaException)
        {
            return null;
        }
    }
}
