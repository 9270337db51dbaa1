namespace Headgate.Jinja.Analysis;

/// <summary>What can be known of a template without rendering it.</summary>
public sealed record TemplateAnalysis
{
    /// <summary>The names that are looked up outside of the template and are no globals (jinja2.meta.find_undeclared_variables), sorted.</summary>
    public required IReadOnlyList<string> UndeclaredVariables { get; init; }

    /// <summary>The calls of names and dotted names, in the order of the source.</summary>
    public required IReadOnlyList<FoundCall> Calls { get; init; }

    /// <summary>For each macro at the top level the undeclared names that it uses, those of other macros among them.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> MacroReferences { get; init; }

    /// <summary>The templates that are extended, included or imported; null stands for one whose name is not a constant.</summary>
    public required IReadOnlyList<string?> ReferencedTemplates { get; init; }

    /// <summary>The filters used, sorted.</summary>
    public required IReadOnlyList<string> Filters { get; init; }

    /// <summary>The tests used, sorted.</summary>
    public required IReadOnlyList<string> Tests { get; init; }

    /// <summary>
    /// Whether the template is nothing but text and printed or done calls with constant arguments: then <see cref="Calls"/> says all that it does.
    /// </summary>
    public required bool IsStatic { get; init; }
}
