namespace Headgate.Jinja.Values;

/// <summary>A filter: <c>input|name(arguments)</c>.</summary>
/// <param name="context">The rendering that applies it.</param>
/// <param name="input">What stands left of the bar.</param>
/// <param name="arguments">What stands in the brackets.</param>
/// <returns>What the filter gives.</returns>
public delegate Value FilterFunction(CallContext context, Value input, Arguments arguments);
