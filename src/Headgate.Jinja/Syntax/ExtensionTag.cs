using Headgate.Jinja.Values;

namespace Headgate.Jinja.Syntax;

/// <summary>
/// A tag of the host's own. The heads of <see cref="TagForm.Macro"/>, <see cref="TagForm.Unit"/> and <see cref="TagForm.RawUnit"/> are
/// <c>name</c>, <c>name(parameters)</c>, each followed by <c>, option=constant</c> or <c>, option</c> as often as needed; that of
/// <see cref="TagForm.Statement"/> is a list of expressions and <c>key=expression</c>.
/// </summary>
public sealed class ExtensionTag
{
    private readonly string? _endName;

    /// <summary>The word after <c>{%</c>.</summary>
    public required string Name { get; init; }

    /// <summary>What the tag does.</summary>
    public required TagForm Form { get; init; }

    /// <summary>The word of the closing tag; "end" and the name unless given.</summary>
    public string EndName
    {
        get => _endName ?? "end" + Name;
        init => _endName = value;
    }

    /// <summary>Whether the tag encloses a body; only a <see cref="TagForm.Statement"/> may stand alone.</summary>
    public bool HasBody { get; init; } = true;

    /// <summary>For <see cref="TagForm.Macro"/>: makes the macro's name from the name and the options in the head.</summary>
    public Func<string, IReadOnlyDictionary<string, object?>, string>? MacroName { get; init; }

    /// <summary>For <see cref="TagForm.Statement"/>: gives what is printed in place of the tag.</summary>
    public Func<TagCall, Value>? Render { get; init; }

    internal string NameOf(string name, IReadOnlyDictionary<string, object?> options) => MacroName?.Invoke(name, options) ?? name;
}
