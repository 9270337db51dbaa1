namespace Headgate.Jinja.Errors;

/// <summary>One macro that was running when an error was raised.</summary>
/// <param name="Macro">Name of the macro, or null for the body of a call block.</param>
/// <param name="TemplateName">Name of the template that defines the macro.</param>
/// <param name="Line">Line, from 1, at which the macro stood: of the error itself or of the call that led to it.</param>
public sealed record MacroStackEntry(string? Macro, string? TemplateName, int Line);
