using Headgate.Jinja.Errors;
using Headgate.Jinja.Values;

namespace Headgate.Jinja.Run.Nodes;

internal sealed class FilterNode(int position, ExprNode input, FilterFunction? filter, string name, CallShape shape) : ExprNode(position)
{
    public override Value Evaluate(Frame frame)
    {
        var value = input.Evaluate(frame);
        var arguments = shape.Evaluate(frame);
        frame.State.Position = Position;
        return filter is null
            ? throw new JinjaException(JinjaErrorKind.TemplateRuntimeError, $"No filter named '{name}' found.")
            : filter(frame.State, value, arguments);
    }
}

internal sealed class TestNode(int position, ExprNode input, TestFunction? test, string name, CallShape shape) : ExprNode(position)
{
    public override Value Evaluate(Frame frame) => Value.From(Test(frame));

    public override bool Test(Frame frame)
    {
        var value = input.Evaluate(frame);
        var arguments = shape.Evaluate(frame);
        frame.State.Position = Position;
        return test is null
            ? throw new JinjaException(JinjaErrorKind.TemplateRuntimeError, $"No test named '{name}' found.")
            : test(frame.State, value, arguments);
    }
}
