using System.Runtime.CompilerServices;
using Headgate.Jinja.Errors;
using Headgate.Jinja.Run;
using Headgate.Jinja.Run.Nodes;
using Headgate.Jinja.Syntax.Ast;
using Headgate.Jinja.Values;
using Headgate.Jinja.Values.Text;

namespace Headgate.Jinja.Compile;

/// <summary>Expressions.</summary>
internal sealed partial class TemplateCompiler
{
    // One look at the stack for so many levels of nesting.
    private const int GuardedLevels = 48;

    private ExprNode Expression(Expr expression, CompileScope scope)
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw Fail("the template is nested too deeply", expression.Position, JinjaErrorKind.RecursionError);
        }
        var node = Unguarded(expression, scope);
        return expression.Depth % GuardedLevels == 0 ? new GuardNode(node) : node;
    }

    private ExprNode[] Expressions(Expr[] expressions, CompileScope scope) => Array.ConvertAll(expressions, e => Expression(e, scope));

    private ExprNode Unguarded(Expr expression, CompileScope scope)
    {
        var position = expression.Position;
        switch (expression)
        {
            case NameExpr name:
                return Read(position, name.Name, scope);
            case StringLiteral text:
                return new ConstNode(position, Value.From(text.Value));
            case IntegerLiteral integer:
                return new ConstNode(position, Value.From(integer.Value));
            case FloatLiteral number:
                return new ConstNode(position, Value.From(number.Value));
            case BoolLiteral boolean:
                return new ConstNode(position, Value.From(boolean.Value));
            case NoneLiteral:
                return new ConstNode(position, Value.None);
            case TemplateData data:
                return new ConstNode(position, Value.From(data.Text));
            case AttributeExpr { Target: NameExpr { Name: "loop" } } attribute when scope.Symbols.FindLoopCounter() is { } counter:
                return new LoopCounterNode(position, counter.Slot, LoopMembers.Of(attribute.Name));
            case AttributeExpr attribute:
                return new AttributeNode(position, Expression(attribute.Target, scope), attribute.Name);
            case ItemExpr { Key: SliceExpr slice } item:
                return Slice(position, Expression(item.Target, scope), slice, scope);
            case ItemExpr item:
                return new ItemNode(position, Expression(item.Target, scope), Expression(item.Key, scope));
            case SliceExpr:
                throw Fail("a slice stands where a value is expected", position, JinjaErrorKind.TemplateSyntaxError);
            case CallExpr call:
                return Call(call, scope, null);
            case FilterExpr filter:
                return Filter(filter, scope, null);
            case TestExpr test:
                return Test(test, scope);
            case ConditionalExpr conditional:
                return Conditional(conditional, scope);
            case TupleExpr tuple:
                return ConstantFolder.Tuple(position, Expressions(tuple.Items, scope));
            case ListExpr list:
                return new ListNode(position, Expressions(list.Items, scope));
            case DictExpr dict:
                return new DictNode(position, Expressions(dict.Keys, scope), Expressions(dict.Values, scope));
            default:
                return Operation(expression, scope);
        }
    }

    private ExprNode Operation(Expr expression, CompileScope scope)
    {
        var position = expression.Position;
        switch (expression)
        {
            case UnaryExpr { Operator: UnaryOperator.Not } not:
                return ConstantFolder.Not(position, Expression(not.Operand, scope));
            case UnaryExpr sign:
                var negative = sign.Operator == UnaryOperator.Negative;
                return ConstantFolder.Sign(position, negative, Expression(sign.Operand, scope));
            case BinaryExpr { Operator: BinaryOperator.And or BinaryOperator.Or } logic:
                return Logic(logic, scope);
            case BinaryExpr binary:
                var left = Expression(binary.Left, scope);
                var right = Expression(binary.Right, scope);
                return ConstantFolder.Arithmetic(position, binary.Operator, left, right);
            case ConcatExpr concat:
                return new ConcatNode(position, Expressions(concat.Items, scope), scope.Escapes ?? false);
            case CompareExpr { Operators.Length: 1 } compare:
                return new CompareNode(
                    position,
                    compare.Operators[0],
                    Expression(compare.First, scope),
                    Expression(compare.Operands[0], scope)
                );
            default:
                var chain = (CompareExpr)expression;
                return new CompareChainNode(
                    position,
                    Expression(chain.First, scope),
                    chain.Operators,
                    chain.Positions,
                    Expressions(chain.Operands, scope)
                );
        }
    }

    private ExprNode Logic(BinaryExpr logic, CompileScope scope)
    {
        var isOr = logic.Operator == BinaryOperator.Or;
        var left = Expression(logic.Left, scope);
        if (left is ConstNode constant && constant.Value.IsTruthy == isOr)
        {
            // What is never reached is not even compiled, as in Jinja: an unknown filter there is no error.
            return left;
        }
        var right = Expression(logic.Right, scope);
        return left is ConstNode && right is ConstNode ? right
            : isOr ? new OrNode(logic.Position, left, right)
            : new AndNode(logic.Position, left, right);
    }

    private SliceNode Slice(int position, ExprNode target, SliceExpr slice, CompileScope scope) =>
        new(
            position,
            target,
            slice.Start is null ? null : Expression(slice.Start, scope),
            slice.Stop is null ? null : Expression(slice.Stop, scope),
            slice.Step is null ? null : Expression(slice.Step, scope)
        );

    private ConditionalNode Conditional(ConditionalExpr conditional, CompileScope scope)
    {
        var soft = scope with { Soft = true };
        var place = $"line {_source.LineOf(conditional.Position)}" + (_source.Name is null ? "" : $" in {PythonText.ReprOf(_source.Name)}");
        return new ConditionalNode(
            conditional.Position,
            Expression(conditional.Test, soft),
            Expression(conditional.Then, soft),
            conditional.Otherwise is null ? null : Expression(conditional.Otherwise, soft),
            $"the inline if-expression on {place} evaluated to false and no else section was defined."
        );
    }

    private CallNode Call(CallExpr call, CompileScope scope, ExprNode? caller)
    {
        var callee = Expression(call.Callee, scope);
        return new CallNode(call.Position, callee, Shape(call.Arguments, scope, caller));
    }

    private CallShape Shape(CallArguments arguments, CompileScope scope, ExprNode? caller = null)
    {
        if (arguments.IsEmpty && caller is null)
        {
            return CallShape.None;
        }
        var names = new List<string>();
        var values = new List<ExprNode>();
        foreach (var keyword in arguments.Keywords)
        {
            if (names.Contains(keyword.Name) || (caller is not null && keyword.Name == "caller"))
            {
                throw Fail($"keyword argument repeated: {keyword.Name}", keyword.Value.Position, JinjaErrorKind.TemplateSyntaxError);
            }
            names.Add(keyword.Name);
            values.Add(Expression(keyword.Value, scope));
        }
        if (caller is not null)
        {
            names.Add("caller");
            values.Add(caller);
        }
        return new CallShape(
            Expressions(arguments.Positional, scope),
            [.. names],
            [.. values],
            arguments.Rest is null ? null : Expression(arguments.Rest, scope),
            arguments.RestKeywords is null ? null : Expression(arguments.RestKeywords, scope)
        );
    }

    /// <summary>A filter, or a chain of them; the innermost one of a filter block reads the given input.</summary>
    private FilterNode Filter(FilterExpr filter, CompileScope scope, ExprNode? input)
    {
        var value =
            filter.Input is null
                ? input ?? throw new InvalidOperationException("A filter without an input stands outside of a filter block.")
            : filter.Input is FilterExpr inner && input is not null ? Filter(inner, scope, input)
            : Expression(filter.Input, scope);
        var known = _environment.TryGetFilter(filter.Name, out var function);
        if (!known && !scope.Soft)
        {
            throw Fail($"No filter named '{filter.Name}'.", filter.Position);
        }
        return new FilterNode(filter.Position, value, function, filter.Name, Shape(filter.Arguments, scope));
    }

    private TestNode Test(TestExpr test, CompileScope scope)
    {
        var known = _environment.TryGetTest(test.Name, out var function);
        if (!known && !scope.Soft)
        {
            throw Fail($"No test named '{test.Name}'.", test.Position);
        }
        return new TestNode(test.Position, Expression(test.Input, scope), function, test.Name, Shape(test.Arguments, scope));
    }
}
