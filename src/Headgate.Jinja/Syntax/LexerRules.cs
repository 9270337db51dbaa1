using System.Buffers;
using Headgate.Jinja.Options;

namespace Headgate.Jinja.Syntax;

/// <summary>The delimiters of an environment in the order in which Jinja tries them: the longest first.</summary>
internal sealed class LexerRules
{
    private readonly SearchValues<char> _firstCharacters;

    public LexerRules(JinjaOptions options)
    {
        Options = options;
        List<(string Text, DelimiterKind Kind)> delimiters =
        [
            (options.CommentStart, DelimiterKind.Comment),
            (options.BlockStart, DelimiterKind.Block),
            (options.VariableStart, DelimiterKind.Variable),
        ];
        if (options.LineStatementPrefix is { } statement)
        {
            delimiters.Add((statement, DelimiterKind.LineStatement));
        }
        if (options.LineCommentPrefix is { } comment)
        {
            delimiters.Add((comment, DelimiterKind.LineComment));
        }
        // Equal lengths: Jinja sorts by the token's name, backwards; the enum is in that order.
        delimiters.Sort((a, b) => a.Text.Length != b.Text.Length ? b.Text.Length - a.Text.Length : a.Kind - b.Kind);
        Delimiters = [.. delimiters];
        HasLinePrefixes = options.LineStatementPrefix is not null || options.LineCommentPrefix is not null;
        _firstCharacters = SearchValues.Create([options.CommentStart[0], options.BlockStart[0], options.VariableStart[0]]);
    }

    /// <summary>The kinds of delimiters, ordered as Jinja breaks ties between delimiters of one length.</summary>
    public enum DelimiterKind
    {
        Variable,
        LineStatement,
        LineComment,
        Comment,
        Block,
    }

    public JinjaOptions Options { get; }

    public (string Text, DelimiterKind Kind)[] Delimiters { get; }

    public bool HasLinePrefixes { get; }

    /// <summary>Offset of the next place where a delimiter may start, or -1.</summary>
    public int NextCandidate(string source, int from)
    {
        if (HasLinePrefixes)
        {
            return from <= source.Length ? from : -1;
        }
        var found = source.AsSpan(from).IndexOfAny(_firstCharacters);
        return found < 0 ? -1 : from + found;
    }
}
