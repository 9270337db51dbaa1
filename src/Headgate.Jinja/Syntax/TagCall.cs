using Headgate.Jinja.Values;

namespace Headgate.Jinja.Syntax;

/// <summary>One run of an extension tag of the form <see cref="TagForm.Statement"/>.</summary>
/// <param name="context">The rendering.</param>
/// <param name="arguments">The values in the tag's head.</param>
/// <param name="renderBody">Renders the body each time it is called.</param>
public sealed class TagCall(CallContext context, Arguments arguments, Func<Value> renderBody)
{
    /// <summary>The rendering.</summary>
    public CallContext Context { get; } = context;

    /// <summary>The values in the tag's head.</summary>
    public Arguments Arguments { get; } = arguments;

    /// <summary>Renders the body and gives its text; empty for tags without a body.</summary>
    /// <returns>The text, marked safe where the template escapes.</returns>
    public Value RenderBody() => renderBody();
}
