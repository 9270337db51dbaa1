using Headgate.Jinja.Compile;
using Headgate.Jinja.Errors;
using Headgate.Jinja.Run;
using Headgate.Jinja.Syntax;
using Headgate.Jinja.Syntax.Ast;
using Headgate.Jinja.Values;

namespace Headgate.Jinja;

/// <summary>
/// A macro at the top level of a template, as a unit of its own: it is compiled once, and can then be bound to any variables. Names that
/// the macro does not define, those of other macros of its file among them, are looked up in the variables it is bound to.
/// </summary>
public sealed class MacroDefinition
{
    private readonly MacroStmt _macro;
    private readonly SourceText _text;
    private MacroCode? _code;

    internal MacroDefinition(Template template, MacroStmt macro, SourceText text)
    {
        Template = template;
        _macro = macro;
        _text = text;
        Parameters = [.. macro.Parameters.Select(p => new MacroParameterInfo(p.Name, p.Default is not null))];
        Span = SourceSpan.Of(text, macro.Start, macro.End);
    }

    /// <summary>The template that defines it.</summary>
    public Template Template { get; }

    /// <summary>Its name.</summary>
    public string Name => _macro.Name;

    /// <summary>The tag that defines it: "macro", or the name of an extension tag.</summary>
    public string TagName => _macro.Tag?.Tag.Name ?? "macro";

    /// <summary>The name in the head of an extension tag; that of the macro otherwise.</summary>
    public string HeadName => _macro.Tag?.Name ?? _macro.Name;

    /// <summary>Options in the head of an extension tag, as plain .NET values; lists are arrays of objects.</summary>
    public IReadOnlyDictionary<string, object?> Options => _macro.Tag?.Options ?? new Dictionary<string, object?>(StringComparer.Ordinal);

    /// <summary>Its parameters, in order.</summary>
    public IReadOnlyList<MacroParameterInfo> Parameters { get; }

    /// <summary>Where it stands, from the delimiter of its first tag to that of its last.</summary>
    public SourceSpan Span { get; }

    /// <summary>Its source, from the delimiter of its first tag to that of its last.</summary>
    public string SourceText => _text.Text.Substring(Span.Start, Span.Length);

    /// <summary>The names that it looks up outside: other macros, functions and variables.</summary>
    public IReadOnlyCollection<string> FreeVariables => Code().FreeNames;

    /// <summary>Makes a function of the macro.</summary>
    /// <param name="variables">What its free names mean; asked at each call.</param>
    /// <returns>A value that templates and <see cref="Call"/> can call.</returns>
    public Value Bind(IVariables variables) => Value.From(new MacroObject(Code(), NewContext(variables), null));

    /// <summary>Calls the macro from the host, as a rendering of its own.</summary>
    /// <param name="variables">What its free names mean.</param>
    /// <param name="arguments">What it is called with.</param>
    /// <param name="options">Limits, cancellation, listener.</param>
    /// <returns>Its text, or the value that it was ended with.</returns>
    /// <exception cref="JinjaException">An error in the macro.</exception>
    public Value Call(IVariables variables, Arguments arguments, RenderOptions? options = null)
    {
        var context = NewContext(variables);
        using var state = new RenderState(Template.Environment, options ?? RenderOptions.None);
        state.Current = new Frame(state, context, _text, 0, null);
        state.Position = _macro.Position;
        try
        {
            return new MacroObject(Code(), context, null).Call(state, arguments);
        }
        catch (Exception error) when (error is not (OperationCanceledException or JinjaException { IsLocated: true }))
        {
            throw state.Failed(error);
        }
    }

    private Context NewContext(IVariables variables) =>
        new(Template.Code.WithoutBlocks, variables, Template.Environment.Globals, Template.Code.Autoescape);

    private MacroCode Code() => _code ??= TemplateCompiler.CompileMacro(_macro, _text, Template.Environment);
}
