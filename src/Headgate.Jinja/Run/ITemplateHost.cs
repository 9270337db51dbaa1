using System.Diagnostics.CodeAnalysis;
using Headgate.Jinja.Options;
using Headgate.Jinja.Values;

namespace Headgate.Jinja.Run;

/// <summary>What compiling and rendering ask of the environment.</summary>
internal interface ITemplateHost
{
    /// <summary>How templates are read and rendered.</summary>
    JinjaOptions Options { get; }

    /// <summary>Variables that every template sees.</summary>
    IReadOnlyDictionary<string, Value> Globals { get; }

    /// <summary>Finds a filter by name.</summary>
    bool TryGetFilter(string name, [MaybeNullWhen(false)] out FilterFunction filter);

    /// <summary>Finds a test by name.</summary>
    bool TryGetTest(string name, [MaybeNullWhen(false)] out TestFunction test);

    /// <summary>Finds another template by name; null when there is none.</summary>
    TemplateCode? FindTemplate(string name);

    /// <summary>Whether a template of that name escapes what it prints.</summary>
    bool EscapesTemplate(string? name);

    /// <summary>Chance for one rendering.</summary>
    Random NewRandom();
}
