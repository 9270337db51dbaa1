using Headgate.Jinja.Syntax;
using Headgate.Jinja.Syntax.Ast;

namespace Headgate.Jinja;

/// <summary>A part of a file that an extension tag names.</summary>
public sealed class TemplateUnit
{
    private readonly TagStmt _tag;
    private readonly SourceText _text;

    internal TemplateUnit(TagStmt tag, SourceText text)
    {
        _tag = tag;
        _text = text;
        Span = SourceSpan.Of(text, tag.Start, tag.End);
        BodySpan = SourceSpan.Of(text, tag.Tag.BodyStart, tag.Tag.BodyEnd);
    }

    /// <summary>The tag.</summary>
    public string TagName => _tag.Tag.Tag.Name;

    /// <summary>The name in its head.</summary>
    public string Name => _tag.Tag.Name;

    /// <summary>Options in its head, as plain .NET values; lists are arrays of objects.</summary>
    public IReadOnlyDictionary<string, object?> Options => _tag.Tag.Options;

    /// <summary>Where it stands, from the delimiter of its first tag to that of its last.</summary>
    public SourceSpan Span { get; }

    /// <summary>Where its body stands.</summary>
    public SourceSpan BodySpan { get; }

    /// <summary>Its source with the tags.</summary>
    public string SourceText => _text.Text.Substring(Span.Start, Span.Length);

    /// <summary>Its source between the tags.</summary>
    public string Body => _text.Text.Substring(BodySpan.Start, BodySpan.Length);
}
