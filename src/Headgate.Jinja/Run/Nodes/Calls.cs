using Headgate.Jinja.Values;

namespace Headgate.Jinja.Run.Nodes;

/// <summary>A call. Macros are entered directly: their arguments are evaluated into their frame, their output goes where it belongs.</summary>
internal sealed class CallNode(int position, ExprNode callee, CallShape shape) : ExprNode(position)
{
    public override Value Evaluate(Frame frame)
    {
        if (callee is AttributeNode method)
        {
            return EvaluateMethod(frame, method);
        }
        return Call(frame, callee.Evaluate(frame));
    }

    public override void Write(Frame frame, bool escape)
    {
        // A safe text is not escaped again: where values are escaped, a macro's text is safe, so it can go straight out.
        if (FindMacro(frame, out var target) is { } macro && (!escape || frame.State.Autoescape))
        {
            var inner = macro.NewFrame(frame.State);
            Bind(frame, macro, inner);
            frame.State.Position = Position;
            var (returned, value) = macro.WriteTo(frame.State, inner);
            if (returned)
            {
                Write(frame.State.Output, value, escape);
            }
            return;
        }
        var result = callee is AttributeNode method && target.IsMissing ? EvaluateMethod(frame, method) : Call(frame, target);
        frame.State.Position = Position;
        Write(frame.State.Output, result, escape);
    }

    /// <summary>The value, where the call is a statement of its own: a return of the host need not be an exception.</summary>
    public Flow EvaluateAsStatement(Frame frame, bool write, bool escape)
    {
        var state = frame.State;
        var macro = FindMacro(frame, out var target);
        if (macro is not null)
        {
            if (write)
            {
                WriteMacro(frame, macro, escape);
            }
            else
            {
                Call(frame, target);
            }
            return Flow.Next;
        }
        Value result;
        if (callee is AttributeNode method && target.IsMissing)
        {
            result = EvaluateMethod(frame, method);
        }
        else
        {
            var arguments = shape.Evaluate(frame);
            state.Position = Position;
            state.Step();
            var before = state.AllowSignal();
            result = Operators.Call(state, target, arguments);
            state.DisallowSignal(before);
            if (state.IsReturning)
            {
                return Flow.Return;
            }
        }
        if (write)
        {
            state.Position = Position;
            Write(state.Output, result, escape);
        }
        return Flow.Next;
    }

    private void WriteMacro(Frame frame, MacroObject macro, bool escape)
    {
        if (escape && !frame.State.Autoescape)
        {
            Write(frame.State.Output, Call(frame, Value.From(macro)), escape);
            return;
        }
        var inner = macro.NewFrame(frame.State);
        Bind(frame, macro, inner);
        frame.State.Position = Position;
        var (returned, value) = macro.WriteTo(frame.State, inner);
        if (returned)
        {
            Write(frame.State.Output, value, escape);
        }
    }

    /// <summary>The macro that is called, if it is one; else the callee, which is missing where it is a method.</summary>
    private MacroObject? FindMacro(Frame frame, out Value target)
    {
        target = callee is AttributeNode ? default : callee.Evaluate(frame);
        return target.Reference as MacroObject;
    }

    private Value Call(Frame frame, in Value target)
    {
        var state = frame.State;
        if (target.Reference is MacroObject macro)
        {
            var inner = macro.NewFrame(state);
            Bind(frame, macro, inner);
            state.Position = Position;
            return macro.Invoke(state, inner);
        }
        var arguments = shape.Evaluate(frame);
        state.Position = Position;
        state.Step();
        return Operators.Call(state, target, arguments);
    }

    private Value EvaluateMethod(Frame frame, AttributeNode method)
    {
        var state = frame.State;
        var owner = method.Target.Evaluate(frame);
        if (owner.Reference is ModuleObject module && module.TryGet(method.Name, out var member))
        {
            return Call(frame, member);
        }
        var arguments = shape.Evaluate(frame);
        state.Position = method.Position;
        state.Step();
        return Operators.CallMethod(state, owner, method.Name, arguments);
    }

    private void Bind(Frame frame, MacroObject macro, Frame inner)
    {
        var code = macro.Code;
        if (!shape.IsPlain || shape.Names is not null || shape.Positional.Length > code.Parameters.Length || code.HasSpecialParameters)
        {
            var arguments = shape.Evaluate(frame);
            frame.State.Position = Position;
            macro.Bind(frame.State, inner, arguments);
            return;
        }
        for (var i = 0; i < shape.Positional.Length; i++)
        {
            inner.Slots[i] = shape.Positional[i].Evaluate(frame);
        }
    }
}

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
