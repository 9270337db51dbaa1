namespace Headgate.Jinja.Syntax;

/// <summary>A part of a template's source.</summary>
/// <param name="Start">Offset of its first character, in UTF-16 units.</param>
/// <param name="Length">Its length.</param>
/// <param name="StartLine">Line, from 1, of its first character.</param>
/// <param name="StartColumn">Column, from 1, of its first character.</param>
/// <param name="EndLine">Line, from 1, of its last character.</param>
public readonly record struct SourceSpan(int Start, int Length, int StartLine, int StartColumn, int EndLine)
{
    internal static SourceSpan Of(Syntax.SourceText text, int start, int end) =>
        new(start, end - start, text.LineOf(start), text.ColumnOf(start), text.LineOf(Math.Max(start, end - 1)));
}
