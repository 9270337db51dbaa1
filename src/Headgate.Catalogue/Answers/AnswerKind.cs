namespace Headgate.Catalogue;

/// <summary>The kinds of successful answers.</summary>
public enum AnswerKind
{
    /// <summary>One thing.</summary>
    One,

    /// <summary>A thing that was made, with 201.</summary>
    Created,

    /// <summary>A list that comes whole.</summary>
    List,

    /// <summary>A page of a list, with counts.</summary>
    Page,

    /// <summary>A file.</summary>
    File,

    /// <summary>Events as they come.</summary>
    Events,
}
