namespace Headgate.Jinja.Options;

/// <summary>How an environment reads and renders templates; names and defaults are those of Jinja's Environment.</summary>
public sealed record JinjaOptions
{
    /// <summary>Opens a statement.</summary>
    public string BlockStart { get; init; } = "{%";

    /// <summary>Closes a statement.</summary>
    public string BlockEnd { get; init; } = "%}";

    /// <summary>Opens a printed expression.</summary>
    public string VariableStart { get; init; } = "{{";

    /// <summary>Closes a printed expression.</summary>
    public string VariableEnd { get; init; } = "}}";

    /// <summary>Opens a comment.</summary>
    public string CommentStart { get; init; } = "{#";

    /// <summary>Closes a comment.</summary>
    public string CommentEnd { get; init; } = "#}";

    /// <summary>A line that begins with this is a statement; null for no such lines.</summary>
    public string? LineStatementPrefix { get; init; }

    /// <summary>The rest of a line after this is a comment; null for no such comments.</summary>
    public string? LineCommentPrefix { get; init; }

    /// <summary>Whether the first newline after a statement is removed.</summary>
    public bool TrimBlocks { get; init; }

    /// <summary>Whether blanks from the start of a line to a statement are removed.</summary>
    public bool LstripBlocks { get; init; }

    /// <summary>What a newline of the source becomes: "\n", "\r\n" or "\r".</summary>
    public string NewlineSequence { get; init; } = "\n";

    /// <summary>Whether one newline at the end of the source is kept.</summary>
    public bool KeepTrailingNewline { get; init; }

    /// <summary>What templates may do with undefined variables.</summary>
    public UndefinedBehavior Undefined { get; init; }

    /// <summary>Whether printed values are escaped for HTML.</summary>
    public bool Autoescape { get; init; }

    /// <summary>Decides by the template's name whether its values are escaped; overrides <see cref="Autoescape"/> where given.</summary>
    public Func<string?, bool>? AutoescapeFor { get; init; }

    /// <summary>The extension tags of Jinja that are understood.</summary>
    public JinjaTags Tags { get; init; } = JinjaTags.All;

    /// <summary>Settings of built-in filters.</summary>
    public Policies Policies { get; init; } = Policies.Default;

    /// <summary>Makes the filter random and the function lipsum give the same in each rendering; null for chance.</summary>
    public int? RandomSeed { get; init; }

    /// <summary>What compiling and rendering may use at most.</summary>
    public Limits Limits { get; init; } = Limits.Default;

    /// <summary>Compiled templates that the environment keeps, by content; 0 for none.</summary>
    public int CacheSize { get; init; } = 400;
}
