using Headgate.Jinja.Syntax;
using Headgate.Jinja.Values;

namespace Headgate.Jinja.Analysis;

/// <summary>A call that stands in a template.</summary>
public sealed record FoundCall
{
    /// <summary>What is called: a name, or names joined by dots such as <c>adapter.dispatch</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The positional arguments; null for one that is not a constant.</summary>
    public required IReadOnlyList<Value?> Positional { get; init; }

    /// <summary>The keyword arguments; null for one that is not a constant.</summary>
    public required IReadOnlyDictionary<string, Value?> Keywords { get; init; }

    /// <summary>Whether all arguments are constants and none comes from * or **.</summary>
    public required bool IsConstant { get; init; }

    /// <summary>Whether the call may be left out when the template is rendered: it stands in an if, a loop, a macro or behind and, or, if in an expression.</summary>
    public required bool IsConditional { get; init; }

    /// <summary>Whether the template itself assigns the first name somewhere, so that it may not be the host's.</summary>
    public required bool IsShadowed { get; init; }

    /// <summary>The macro at the top level in which the call stands, or null.</summary>
    public required string? Macro { get; init; }

    /// <summary>Where the bracket of the call stands.</summary>
    public required SourceSpan Span { get; init; }
}
