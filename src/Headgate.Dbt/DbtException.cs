using System.Text;
using Headgate.Dbt.Faults;
using Headgate.Jinja.Errors;

namespace Headgate.Dbt;

/// <summary>
/// Something is wrong with the project, the profile, the call or the database that dbt itself reports in a fixed form:
/// the kind, where it is known the node, and the message indented by two blanks below, with the macros that were on the way.
/// </summary>
internal sealed class DbtException : Exception
{
    private readonly List<string> _frames = [];
    private FaultPlace? _metAt;

    /// <summary>Makes a failure of a kind.</summary>
    /// <param name="kind">What kind of failure it is.</param>
    /// <param name="message">What is wrong; may have several lines.</param>
    /// <param name="subject">What it is about, as dbt writes it: <c>model orders (models/orders.sql)</c>; null when it is about no node.</param>
    /// <param name="inner">What caused it.</param>
    public DbtException(DbtErrorKind kind, string message, string? subject = null, Exception? inner = null)
        : base(message, inner)
    {
        Kind = kind;
        Subject = subject;
    }

    /// <summary>What kind of failure it is.</summary>
    public DbtErrorKind Kind { get; }

    /// <summary>What the failure is about, or null.</summary>
    public string? Subject { get; }

    /// <summary>The macros that were on the way, innermost first: <c>macro cents (macros/cents.sql)</c>.</summary>
    public IReadOnlyList<string> Frames => _frames;

    /// <summary>A line below the message that is not indented, as the file that it is about; or null.</summary>
    public string? Postscript { get; init; }

    /// <summary>Where in the project's texts the cause is; null where nobody knows.</summary>
    public FaultPlace? Place
    {
        get => field ?? PlaceOf(InnerException) ?? _metAt;
        init;
    }

    /// <summary>The environment variable that was asked for and is not there; null for other failures.</summary>
    public string? MissingVariable { get; private init; }

    /// <summary>An environment variable without a default is not there.</summary>
    public static DbtException WithoutVariable(string name) =>
        new(DbtErrorKind.Parsing, $"Env var required but not provided: '{name}'") { MissingVariable = name };

    /// <summary>The failure in dbt's form: <c>Compilation Error in model orders (models/orders.sql)</c> and the message below.</summary>
    public string Text
    {
        get
        {
            if (Kind == DbtErrorKind.Unlabelled)
            {
                return Message;
            }
            var text = new StringBuilder(Kind.Label());
            if (Subject is not null)
            {
                text.Append(" in ").Append(Subject);
            }
            foreach (var line in Message.Split('\n').Concat(FrameLines()))
            {
                text.Append("\n  ").Append(line);
            }
            if (Postscript is not null)
            {
                text.Append("\n\n").Append(Postscript);
            }
            return text.ToString();
        }
    }

    /// <summary>Names the next macro on the way out.</summary>
    public void AddFrame(string frame) => _frames.Add(frame);

    /// <summary>The same failure with what it is about, where that was not known at its origin.</summary>
    public DbtException About(string subject)
    {
        if (Subject is not null)
        {
            return this;
        }
        var about = new DbtException(Kind, Message, subject, this);
        about._frames.AddRange(_frames);
        return about;
    }

    /// <summary>Notes the place at which a template met this failure, where none is known yet.</summary>
    public DbtException MetAt(JinjaException template)
    {
        _metAt ??= PlaceOf(template);
        return this;
    }

    private static FaultPlace? PlaceOf(Exception? cause) =>
        cause switch
        {
            DbtException known => known.Place,
            JinjaException { Line: > 0, TemplateName: { } file } located => new(
                file,
                located.Line,
                located.Column,
                located.Column <= 100 ? located.Excerpt?.Split('\n')[0] : null
            )
            {
                Macro = located.MacroStack.Count > 0 ? located.MacroStack[0].Macro : null,
            },
            JinjaException wrapping => PlaceOf(wrapping.InnerException),
            _ => null,
        };

    private IEnumerable<string> FrameLines()
    {
        if (_frames.Count == 0)
        {
            yield break;
        }
        yield return "";
        for (var i = 0; i < _frames.Count; i++)
        {
            yield return (i == 0 ? "> in " : "> called by ") + _frames[i];
        }
        if (Subject is not null)
        {
            yield return "> called by " + Subject;
        }
    }
}
