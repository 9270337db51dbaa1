using System.Text;

namespace Headgate.Jinja.Errors;

/// <summary>
/// An error in a template, at compile time or while rendering. <see cref="Exception.Message"/> is Jinja's own wording;
/// the place is in the other members and in <see cref="Describe"/>.
/// </summary>
public sealed class JinjaException : Exception
{
    private readonly List<MacroStackEntry> _macroStack = [];

    /// <summary>Creates an error without a place; the running template adds its own place when the error passes by.</summary>
    /// <param name="kind">What kind of error.</param>
    /// <param name="message">The wording, as Jinja or Python has it.</param>
    /// <param name="innerException">The cause, for errors of host functions.</param>
    public JinjaException(JinjaErrorKind kind, string message, Exception? innerException = null)
        : base(message, innerException) => Kind = kind;

    /// <summary>What kind of error this is.</summary>
    public JinjaErrorKind Kind { get; }

    /// <summary>Name of the template at fault, where it has one.</summary>
    public string? TemplateName { get; private set; }

    /// <summary>Line in the template, from 1; 0 while the place is unknown.</summary>
    public int Line { get; private set; }

    /// <summary>Column in the line, from 1, counted in UTF-16 units; 0 where only the line is known.</summary>
    public int Column { get; private set; }

    /// <summary>The line at fault and below it a caret under the column; null while the place is unknown.</summary>
    public string? Excerpt { get; private set; }

    /// <summary>The macros that were running, innermost first.</summary>
    public IReadOnlyList<MacroStackEntry> MacroStack => _macroStack;

    internal bool IsLocated => Line > 0;

    /// <summary>The whole story for people: kind, wording, place, excerpt and macro stack, several lines.</summary>
    /// <returns>Text without a trailing newline.</returns>
    public string Describe()
    {
        var text = new StringBuilder();
        text.Append(Kind).Append(": ").Append(Message);
        if (IsLocated)
        {
            text.Append("\n  at ").Append(TemplateName ?? "<template>").Append(", line ").Append(Line);
            if (Column > 0)
            {
                text.Append(", column ").Append(Column);
            }
        }
        if (Excerpt is not null)
        {
            foreach (var line in Excerpt.Split('\n'))
            {
                text.Append("\n    ").Append(line);
            }
        }
        foreach (var entry in _macroStack)
        {
            text.Append("\n  in ").Append(entry.Macro is null ? "call block" : "macro " + entry.Macro);
            text.Append(" (").Append(entry.TemplateName ?? "<template>").Append(", line ").Append(entry.Line).Append(')');
        }
        return text.ToString();
    }

    internal JinjaException At(string? templateName, int line, int column, string? excerpt)
    {
        TemplateName = templateName;
        Line = line;
        Column = column;
        Excerpt = excerpt;
        return this;
    }

    internal void AddMacro(MacroStackEntry entry)
    {
        // A runaway recursion would otherwise carry thousands of equal entries.
        if (_macroStack.Count < 64)
        {
            _macroStack.Add(entry);
        }
    }
}
