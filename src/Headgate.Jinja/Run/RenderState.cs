using System.Runtime.CompilerServices;
using Headgate.Jinja.Errors;
using Headgate.Jinja.Options;
using Headgate.Jinja.Values;
using Headgate.Jinja.Values.Text;

namespace Headgate.Jinja.Run;

/// <summary>One rendering: its output, where it stands, and what it has used of its limits.</summary>
internal sealed partial class RenderState : CallContext, IDisposable
{
    // Frames are kept for so many calls inside each other.
    private const int SpareFrames = 8;

    private readonly ITemplateHost _environment;
    private Frame?[]? _spareFrames;
    private List<IDisposable>? _owned;
    private Random? _random;

    public RenderState(ITemplateHost environment, RenderOptions options, Frame? current = null, int expectedLength = 0)
    {
        _environment = environment;
        Limits = options.Limits ?? environment.Options.Limits;
        Cancellation = options.Cancellation;
        Undefined = options.Undefined ?? environment.Options.Undefined;
        Listener = options.Listener;
        Map = options.Map;
        Output = new TextBuffer(Limits.MaxOutputLength, expectedLength);
        Current = current!;
        StartClock();
    }

    public TextBuffer Output { get; }

    public IRenderListener? Listener { get; }

    public OutputMap? Map { get; }

    /// <summary>The frame of the innermost function that runs.</summary>
    public Frame Current;

    /// <summary>Offset, in the current frame's source, of what was begun last.</summary>
    public int Position;

    /// <summary>Functions running inside each other.</summary>
    public int Depth;

    public override UndefinedBehavior Undefined { get; }

    public override bool Autoescape => Current.Context.Autoescape;

    public override Limits Limits { get; }

    public override Policies Policies => _environment.Options.Policies;

    public override CancellationToken Cancellation { get; }

    public override Random Random => _random ??= _environment.NewRandom();

    public override string NewlineSequence => _environment.Options.NewlineSequence;

    public override bool TryResolve(string name, out Value value) => Current.Context.TryGet(name, out value);

    public override bool HasFilter(string name) => _environment.TryGetFilter(name, out _);

    public override bool HasTest(string name) => _environment.TryGetTest(name, out _);

    public override Value ApplyFilter(string name, Value input, Arguments arguments) =>
        _environment.TryGetFilter(name, out var filter)
            ? filter(this, input, arguments)
            : throw new JinjaException(JinjaErrorKind.TemplateRuntimeError, $"No filter named '{name}'.");

    public override bool ApplyTest(string name, Value input, Arguments arguments) =>
        _environment.TryGetTest(name, out var test)
            ? test(this, input, arguments)
            : throw new JinjaException(JinjaErrorKind.TemplateRuntimeError, $"No test named '{name}'.");

    /// <summary>Enters a function: everything until <see cref="Leave"/> belongs to its frame.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Enter(Frame frame)
    {
        if (++Depth > Limits.MaxCallDepth || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            Depth--;
            throw new JinjaException(JinjaErrorKind.RecursionError, "maximum recursion depth exceeded");
        }
        Step(1);
        Current = frame;
    }

    /// <summary>Leaves a function.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Leave(Frame caller, int position)
    {
        Depth--;
        Current = caller;
        Position = position;
    }

    /// <summary>A frame for a macro that is called now: the one of its last call from here where nothing holds on to that.</summary>
    public Frame NewFrame(MacroObject macro)
    {
        if (_spareFrames is not null && Depth < SpareFrames && _spareFrames[Depth] is { } spare && ReferenceEquals(spare.Macro, macro))
        {
            _spareFrames[Depth] = null;
            return spare;
        }
        return macro.NewFrame(this);
    }

    /// <summary>Keeps the frame of a macro that has been left.</summary>
    public void Release(Frame frame)
    {
        if (frame.Macro is not null && Depth < SpareFrames)
        {
            Array.Clear(frame.Slots);
            (_spareFrames ??= new Frame?[SpareFrames])[Depth] = frame;
        }
    }

    /// <summary>Runs a function that writes straight into the output.</summary>
    public void Run(FunctionCode code, Frame frame)
    {
        var caller = Current;
        var position = Position;
        Enter(frame);
        try
        {
            EndOfFunction(code.Body.Execute(frame));
        }
        catch (Exception error) when (Crossing(error, position))
        {
            throw;
        }
        Leave(caller, position);
    }

    /// <summary>Takes what was written since a place as text.</summary>
    public string Cut(int start)
    {
        Map?.Truncate(start);
        return Output.Cut(start);
    }

    public Value Text(string text) => Autoescape ? Value.SafeString(text) : Value.From(text);

    /// <summary>Takes over something that is to be disposed of when the rendering ends.</summary>
    public void Owns(IDisposable item) => (_owned ??= []).Add(item);

    public void Dispose()
    {
        Output.Dispose();
        foreach (var item in _owned ?? [])
        {
            item.Dispose();
        }
    }
}
