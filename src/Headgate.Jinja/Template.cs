using Headgate.Jinja.Analysis;
using Headgate.Jinja.Compile;
using Headgate.Jinja.Errors;
using Headgate.Jinja.Run;
using Headgate.Jinja.Syntax;
using Headgate.Jinja.Syntax.Ast;
using Headgate.Jinja.Values;

namespace Headgate.Jinja;

/// <summary>A compiled template. It holds no state of a rendering: any number of threads may use it at once.</summary>
public sealed partial class Template : IJinjaObject, ICompiledTemplate
{
    private const int MaxExpectedLength = 1 << 16;

    private readonly TemplateNode _tree;
    private readonly SourceText _text;
    private IReadOnlyList<MacroDefinition>? _macros;
    private IReadOnlyList<TemplateUnit>? _units;
    private Expression? _native;
    private TemplateAnalysis? _analysis;

    // What the last rendering came to, as a first guess of what the next one will need; threads may each put in theirs.
    private int _lastLength;

    internal Template(JinjaEnvironment environment, SourceText text, TemplateNode tree, TemplateCode code)
    {
        Environment = environment;
        Code = code;
        _text = text;
        _tree = tree;
    }

    /// <summary>The environment that compiled the template.</summary>
    public JinjaEnvironment Environment { get; }

    /// <summary>Its name, if it has one.</summary>
    public string? Name => _text.Name;

    /// <summary>Its text, with newlines as "\n"; all spans refer to it.</summary>
    public string Source => _text.Text;

    /// <summary>The macros defined at its top level, in order; extension tags of the form <see cref="TagForm.Macro"/> are among them.</summary>
    public IReadOnlyList<MacroDefinition> Macros =>
        _macros ??= [.. _tree.Body.OfType<MacroStmt>().Select(m => new MacroDefinition(this, m, _text))];

    /// <summary>The parts of the file that extension tags of the forms Unit and RawUnit name, in order.</summary>
    public IReadOnlyList<TemplateUnit> Units =>
        _units ??= [
            .. _tree.Body.OfType<TagStmt>().Where(t => t.Tag.Tag.Form != TagForm.Statement).Select(t => new TemplateUnit(t, _text)),
        ];

    internal TemplateCode Code { get; }

    TemplateCode ICompiledTemplate.Code => Code;

    string IJinjaObject.TypeName => "Template";

    string IJinjaObject.Repr() => Name is null ? "<Template memory:0>" : $"<Template '{Name}'>";

    /// <summary>Renders the template.</summary>
    /// <param name="variables">What its names mean.</param>
    /// <param name="options">Limits, cancellation, listener, map of the output.</param>
    /// <returns>The text.</returns>
    /// <exception cref="JinjaException">An error in the template.</exception>
    /// <exception cref="OperationCanceledException">The rendering was cancelled.</exception>
    public string Render(IVariables? variables = null, RenderOptions? options = null)
    {
        using var state = new RenderState(Environment, options ?? RenderOptions.None, expectedLength: _lastLength);
        Run(state, variables);
        return state.Output.ToString();
    }

    /// <summary>Renders the template into a writer. Nothing is written when it fails.</summary>
    /// <param name="output">Takes the text.</param>
    /// <param name="variables">What its names mean.</param>
    /// <param name="options">Limits, cancellation, listener, map of the output.</param>
    /// <exception cref="JinjaException">An error in the template.</exception>
    /// <exception cref="OperationCanceledException">The rendering was cancelled.</exception>
    public void Render(TextWriter output, IVariables? variables = null, RenderOptions? options = null)
    {
        using var state = new RenderState(Environment, options ?? RenderOptions.None, expectedLength: _lastLength);
        Run(state, variables);
        output.Write(state.Output.From(0));
    }

    /// <summary>
    /// Renders natively: a template that is a single printed expression gives the expression's value, any other gives its text.
    /// </summary>
    /// <param name="variables">What its names mean.</param>
    /// <param name="options">Limits, cancellation, listener.</param>
    /// <returns>The value.</returns>
    /// <exception cref="JinjaException">An error in the template.</exception>
    public Value EvaluateNative(IVariables? variables = null, RenderOptions? options = null)
    {
        if (_tree.Body is [OutputStmt { Parts: [not TemplateData and var expression] }])
        {
            _native ??= CompileNative(expression);
            return _native.Evaluate(variables, options);
        }
        return Value.From(Render(variables, options));
    }

    /// <summary>Finds out what can be known of the template without rendering it.</summary>
    /// <returns>Undeclared variables, calls, references between macros and to other templates.</returns>
    public TemplateAnalysis Analyse() =>
        _analysis ??= Analyser.Analyse(_tree, _text, Code.FreeNames, Macros.Select(m => (m.Name, m.FreeVariables)), Environment.Globals);

    private Expression CompileNative(Expr expression)
    {
        var (node, slots) = TemplateCompiler.CompileExpression(expression, _text, Environment);
        return new Expression(Environment, _text, node, slots);
    }

    private void Run(RenderState state, IVariables? variables)
    {
        var context = state.NewContext(Code, variables ?? Variables.None);
        state.Current = new Frame(state, context, _text, 0, null);
        try
        {
            Code.Run(state, context);
            _lastLength = Math.Min(state.Output.Length, MaxExpectedLength);
        }
        catch (Exception error) when (error is not (OperationCanceledException or JinjaException { IsLocated: true }))
        {
            throw state.Failed(error);
        }
    }
}
