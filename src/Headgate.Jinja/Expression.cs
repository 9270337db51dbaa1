using Headgate.Jinja.Errors;
using Headgate.Jinja.Run;
using Headgate.Jinja.Run.Nodes;
using Headgate.Jinja.Syntax;
using Headgate.Jinja.Values;

namespace Headgate.Jinja;

/// <summary>A compiled expression.</summary>
public sealed class Expression
{
    private readonly ITemplateHost _environment;
    private readonly SourceText _source;
    private readonly ExprNode _node;
    private readonly int _slots;
    private readonly TemplateCode _code;

    internal Expression(ITemplateHost environment, SourceText source, ExprNode node, int slots)
    {
        _environment = environment;
        _source = source;
        _node = node;
        _slots = slots;
        _code = new TemplateCode(source, new FunctionCode(BodyNode.Empty, 0), [], environment.EscapesTemplate(source.Name));
    }

    /// <summary>Evaluates the expression.</summary>
    /// <param name="variables">What its names mean.</param>
    /// <param name="options">Limits, cancellation, listener.</param>
    /// <returns>The value; undefined where a name that is the whole expression does not exist.</returns>
    /// <exception cref="JinjaException">An error while evaluating.</exception>
    public Value Evaluate(IVariables? variables = null, RenderOptions? options = null)
    {
        using var state = new RenderState(_environment, options ?? RenderOptions.None);
        var frame = new Frame(state, state.NewContext(_code, variables ?? Variables.None), _source, _slots, null);
        state.Current = frame;
        try
        {
            return _node.Evaluate(frame);
        }
        catch (Exception error) when (error is not (OperationCanceledException or JinjaException { IsLocated: true }))
        {
            throw state.Failed(error);
        }
    }
}
