namespace Headgate.Jinja.Values;

/// <summary>A named function of the host as a value.</summary>
/// <param name="name">Its name, for messages and text.</param>
/// <param name="function">What it does.</param>
public sealed class FunctionObject(string name, JinjaFunction function) : IJinjaObject
{
    /// <summary>Its name.</summary>
    public string Name => name;

    /// <inheritdoc/>
    public string TypeName => "function";

    /// <inheritdoc/>
    public bool IsCallable => true;

    /// <inheritdoc/>
    public Value Call(CallContext context, Arguments arguments) => function(context, arguments);

    /// <inheritdoc/>
    public bool TryGetAttribute(CallContext context, string name, out Value value)
    {
        value = default;
        return false;
    }

    /// <inheritdoc/>
    public string Repr() => $"<function {Name}>";
}
