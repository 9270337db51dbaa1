using Headgate.Jinja.Values;

namespace Headgate.Jinja.Run.Nodes;

/// <summary>A call. Macros are entered directly: their arguments are evaluated into their frame, their output goes where it belongs.</summary>
internal sealed class CallNode(int position, ExprNode callee, CallShape shape) : ExprNode(position)
{
    // How the arguments go into the macro that was called last from here; threads may each put in theirs.
    private MacroBinding? _binding;

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
            Enter(frame, macro, escape);
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
        Enter(frame, macro, escape);
    }

    /// <summary>Runs a macro that writes straight into the output.</summary>
    private void Enter(Frame frame, MacroObject macro, bool escape)
    {
        var state = frame.State;
        var inner = state.NewFrame(macro);
        Bind(frame, macro, inner);
        state.Position = Position;
        if (macro.WriteTo(state, inner, out var value))
        {
            Write(state.Output, value, escape);
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
            var inner = state.NewFrame(macro);
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
        var binding = _binding;
        if (binding is null || binding.Macro != macro.Code)
        {
            _binding = binding = MacroBinding.Of(macro.Code, shape);
        }
        if (binding.Slots is not { } slots)
        {
            var arguments = shape.Evaluate(frame);
            frame.State.Position = Position;
            macro.Bind(frame.State, inner, arguments);
            return;
        }
        var positional = shape.Positional;
        for (var i = 0; i < positional.Length; i++)
        {
            inner.Slots[i] = positional[i].Evaluate(frame);
        }
        for (var i = 0; i < slots.Length; i++)
        {
            inner.Slots[slots[i]] = shape.Keywords[i].Evaluate(frame);
        }
    }
}
