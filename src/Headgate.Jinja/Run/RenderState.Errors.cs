using Headgate.Jinja.Errors;
using Headgate.Jinja.Values;

namespace Headgate.Jinja.Run;

/// <summary>Places of errors, and values returned from macros.</summary>
internal sealed partial class RenderState
{
    private Exception? _failure;
    private readonly List<MacroStackEntry> _failureStack = [];
    private (string? Template, int Position, Syntax.SourceText Source)? _failurePlace;

    // The depth at which a host function may end the macro by a plain signal: a call that is a statement of its own runs there.
    private int _signalDepth = -1;
    private Value _returned;

    /// <summary>Whether a host function asked, by a plain signal, to end the macro.</summary>
    public bool IsReturning { get; private set; }

    public override Value ReturnFromMacro(Value value)
    {
        if (_signalDepth != Depth)
        {
            throw new MacroReturnSignal(value);
        }
        _returned = value;
        IsReturning = true;
        return default;
    }

    /// <summary>Allows <see cref="ReturnFromMacro"/> to signal without an exception in the call that follows.</summary>
    /// <returns>What to give to <see cref="DisallowSignal"/> afterwards.</returns>
    public int AllowSignal()
    {
        var before = _signalDepth;
        _signalDepth = Depth;
        return before;
    }

    public void DisallowSignal(int before) => _signalDepth = before;

    /// <summary>Goes back to a depth after an exception was caught: no call further in waits for a signal any more.</summary>
    public void Recover(int depth)
    {
        Depth = depth;
        _signalDepth = -1;
        IsReturning = false;
    }

    /// <summary>The value that the macro was ended with.</summary>
    public Value TakeReturned()
    {
        IsReturning = false;
        return _returned;
    }

    /// <summary>A return that is not inside of a macro's own body ends the macro further out, or is an error at the top.</summary>
    public void EndOfFunction(Flow flow)
    {
        if (flow == Flow.Return)
        {
            throw new MacroReturnSignal(TakeReturned());
        }
    }

    /// <summary>Keeps, while an exception passes a macro, where the macro stood. Called from exception filters, innermost first.</summary>
    public bool Passing(Exception error, string? macro, Frame frame, int callPosition)
    {
        if (error is MacroReturnSignal)
        {
            return false;
        }
        KeepPlace(error);
        var entry = new MacroStackEntry(macro, frame.Source.Name, frame.Source.LineOf(Position));
        if (error is JinjaException own)
        {
            own.AddMacro(entry);
        }
        else if (_failureStack.Count < 64)
        {
            _failureStack.Add(entry);
        }
        Position = callPosition;
        return false;
    }

    /// <summary>Keeps the place of an exception that passes a function without a name; called from exception filters.</summary>
    private bool Crossing(Exception error, int callPosition)
    {
        if (error is not MacroReturnSignal)
        {
            KeepPlace(error);
        }
        Position = callPosition;
        return false;
    }

    /// <summary>Keeps the place of an exception while the frame that it comes from is still the current one.</summary>
    public void KeepPlace(Exception error)
    {
        if (error is JinjaException own)
        {
            Current.Source.Locate(own, Position);
        }
        else if (!ReferenceEquals(_failure, error))
        {
            _failure = error;
            _failureStack.Clear();
            _failurePlace = (Current.Source.Name, Position, Current.Source);
        }
    }

    /// <summary>Makes of whatever ended the rendering the error that the caller gets.</summary>
    public JinjaException Failed(Exception error)
    {
        if (error is JinjaException own)
        {
            return Current.Source.Locate(own, Position);
        }
        KeepPlace(error);
        var (_, position, source) = _failurePlace!.Value;
        var wrapped = error switch
        {
            MacroReturnSignal => new JinjaException(JinjaErrorKind.TemplateRuntimeError, "a return stands outside of a macro"),
            InsufficientExecutionStackException => new JinjaException(
                JinjaErrorKind.RecursionError,
                "maximum recursion depth exceeded",
                error
            ),
            _ => new JinjaException(JinjaErrorKind.HostError, error.Message, error),
        };
        source.Locate(wrapped, position);
        foreach (var entry in _failureStack)
        {
            wrapped.AddMacro(entry);
        }
        return wrapped;
    }
}
