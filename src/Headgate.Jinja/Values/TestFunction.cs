namespace Headgate.Jinja.Values;

/// <summary>A test: <c>input is name(arguments)</c>.</summary>
/// <param name="context">The rendering that applies it.</param>
/// <param name="input">What stands left of <c>is</c>.</param>
/// <param name="arguments">What stands in the brackets.</param>
/// <returns>Whether it holds.</returns>
public delegate bool TestFunction(CallContext context, Value input, Arguments arguments);
