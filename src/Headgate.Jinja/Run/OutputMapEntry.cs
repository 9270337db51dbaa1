namespace Headgate.Jinja.Run;

/// <summary>One part of the output and where it comes from.</summary>
/// <param name="Offset">Where the part starts in the output, in UTF-16 units.</param>
/// <param name="TemplateName">The template that wrote it.</param>
/// <param name="Line">Line in that template, from 1, at which the part starts.</param>
public sealed record OutputMapEntry(int Offset, string? TemplateName, int Line);
