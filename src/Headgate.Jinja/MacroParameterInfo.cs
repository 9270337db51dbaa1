namespace Headgate.Jinja;

/// <summary>A parameter of a macro.</summary>
/// <param name="Name">Its name.</param>
/// <param name="HasDefault">Whether a call may leave it out without it being undefined.</param>
public sealed record MacroParameterInfo(string Name, bool HasDefault);
