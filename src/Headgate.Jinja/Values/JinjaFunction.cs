namespace Headgate.Jinja.Values;

/// <summary>A function that templates call.</summary>
/// <param name="context">The rendering that calls it.</param>
/// <param name="arguments">What it is called with.</param>
/// <returns>What it gives.</returns>
public delegate Value JinjaFunction(CallContext context, Arguments arguments);
