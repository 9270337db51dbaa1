using Headgate.Jinja.Run.Nodes;
using Headgate.Jinja.Values;
using Headgate.Jinja.Values.Collections;
using Headgate.Jinja.Values.Text;

namespace Headgate.Jinja.Run;

/// <summary>A macro as a value: its code with the variables around its definition.</summary>
internal sealed class MacroObject(MacroCode code, Context context, Frame? outer) : IJinjaObject
{
    public MacroCode Code => code;

    public string TypeName => "Macro";

    public string QualifiedTypeName => "jinja2.runtime.Macro";

    public bool IsCallable => true;

    public Frame NewFrame(RenderState state) =>
        new(state, context, code.Source, code.Function.SlotCount, outer) { Macro = code.LetsFrameGo ? this : null };

    public Value Call(CallContext caller, Arguments arguments)
    {
        var state = (RenderState)caller;
        var frame = NewFrame(state);
        Bind(state, frame, arguments);
        return Invoke(state, frame);
    }

    /// <summary>Runs the macro and takes its text, or the value it was ended with.</summary>
    public Value Invoke(RenderState state, Frame frame)
    {
        var start = state.Output.Length;
        return WriteTo(state, frame, out var value) ? value : state.Text(state.Cut(start));
    }

    /// <summary>Runs the macro; its text goes to the output.</summary>
    /// <returns>True where it is ended with a value: nothing is written then.</returns>
    public bool WriteTo(RenderState state, Frame frame, out Value value)
    {
        state.Listener?.OnMacro(code.Name, code.Source.Name);
        var caller = state.Current;
        var position = state.Position;
        var depth = state.Depth;
        var start = state.Output.Length;
        state.Enter(frame);
        try
        {
            Complete(state, frame);
            if (code.Function.Body.Execute(frame) != Flow.Return)
            {
                state.Leave(caller, position);
                state.Release(frame);
                value = default;
                return false;
            }
            if (code.Name is null)
            {
                // A return in the body of a call block ends the macro that called it.
                throw new MacroReturnSignal(state.TakeReturned());
            }
        }
        catch (Exception error) when (state.Passing(error, code.Name, frame, position))
        {
            throw;
        }
        catch (MacroReturnSignal signal) when (code.Name is not null)
        {
            state.Recover(depth + 1);
            value = signal.Value;
            return Returned(state, caller, position, start);
        }
        value = state.TakeReturned();
        Returned(state, caller, position, start);
        state.Release(frame);
        return true;
    }

    /// <summary>Puts arguments into the slots of the parameters, with Jinja's errors.</summary>
    public void Bind(RenderState state, Frame frame, in Arguments arguments)
    {
        var parameters = code.Parameters;
        var positional = arguments.Positional;
        var taken = Math.Min(positional.Length, parameters.Length);
        positional[..taken].CopyTo(frame.Slots);
        Span<bool> used = stackalloc bool[Math.Min(arguments.KeywordCount, 64)];
        if (arguments.KeywordCount > 64)
        {
            used = new bool[arguments.KeywordCount];
        }
        var foundCaller = taken == parameters.Length && code.DeclaresCaller;
        for (var i = taken; i < parameters.Length; i++)
        {
            if (Take(arguments, parameters[i].Name, used, out var value))
            {
                frame.Slots[i] = value;
            }
            foundCaller |= parameters[i].Name == "caller";
        }
        if (code.CallerSlot >= 0 && !foundCaller)
        {
            var given = Take(arguments, "caller", used, out var value) && !value.IsNone;
            frame.Slots[code.CallerSlot] = given ? value : state.MakeUndefinedWithHint("No caller defined");
        }
        BindKeywords(frame, arguments, used);
        if (code.VarargsSlot >= 0)
        {
            frame.Slots[code.VarargsSlot] = Value.Tuple(positional[taken..].ToArray());
        }
        else if (positional.Length > parameters.Length)
        {
            throw PythonError.Type($"macro {ReprName()} takes not more than {parameters.Length} argument(s)");
        }
    }

    public bool TryGetAttribute(CallContext context, string name, out Value value)
    {
        switch (name)
        {
            case "name":
                value = Value.From(code.Name);
                return true;
            case "arguments":
                value = Value.Tuple(Array.ConvertAll(code.Parameters, p => Value.From(p.Name)));
                return true;
            case "catch_kwargs":
                value = Value.From(code.KeywordsSlot >= 0);
                return true;
            case "catch_varargs":
                value = Value.From(code.VarargsSlot >= 0);
                return true;
            case "caller":
                value = Value.From(code.CallerSlot >= 0);
                return true;
            case "explicit_caller":
                value = Value.From(code.DeclaresCaller);
                return true;
            default:
                value = default;
                return false;
        }
    }

    public string Repr() => code.Name is null ? "<Macro anonymous>" : $"<Macro {ReprName()}>";

    private static bool Returned(RenderState state, Frame caller, int position, int start)
    {
        state.Leave(caller, position);
        state.Map?.Truncate(start);
        state.Output.Truncate(start);
        return true;
    }

    private void Complete(RenderState state, Frame frame)
    {
        EntryAction.RunAll(code.Entry, frame);
        var parameters = code.Parameters;
        for (var i = 0; i < parameters.Length; i++)
        {
            if (!frame.Slots[i].IsMissing)
            {
                continue;
            }
            var parameter = parameters[i];
            frame.Slots[i] =
                parameter.Default?.Evaluate(frame)
                ?? Value.FromUndefined(
                    new UndefinedInfo
                    {
                        Behavior = state.Undefined,
                        Key = Value.From(parameter.Name),
                        Hint = $"parameter '{parameter.Name}' was not provided",
                    }
                );
        }
    }

    private static bool Take(in Arguments arguments, string name, Span<bool> used, out Value value)
    {
        var names = arguments.Names;
        for (var i = 0; i < names.Length; i++)
        {
            if (names[i] == name)
            {
                used[i] = true;
                value = arguments.Values[arguments.PositionalCount + i];
                return true;
            }
        }
        value = default;
        return false;
    }

    private void BindKeywords(Frame frame, in Arguments arguments, ReadOnlySpan<bool> used)
    {
        var rest = code.KeywordsSlot >= 0 ? new JinjaDict() : null;
        for (var i = 0; i < arguments.KeywordCount; i++)
        {
            if (used[i])
            {
                continue;
            }
            var name = arguments.Names[i];
            if (rest is null)
            {
                throw arguments.TryGetKeyword("caller", out _) && !CallerWasUsed(arguments, used)
                    ? PythonError.Type(
                        $"macro {ReprName()} was invoked with two values for the special caller argument. This is most likely a bug."
                    )
                    : PythonError.Type($"macro {ReprName()} takes no keyword argument '{name}'");
            }
            rest.Set(Value.From(name), arguments.Values[arguments.PositionalCount + i]);
        }
        if (rest is not null)
        {
            frame.Slots[code.KeywordsSlot] = Value.From(rest);
        }
    }

    private static bool CallerWasUsed(in Arguments arguments, ReadOnlySpan<bool> used)
    {
        for (var i = 0; i < used.Length; i++)
        {
            if (arguments.Names[i] == "caller")
            {
                return used[i];
            }
        }
        return true;
    }

    private string ReprName() => code.Name is null ? "None" : PythonText.ReprOf(code.Name);
}
