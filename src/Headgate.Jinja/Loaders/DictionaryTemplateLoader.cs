using System.Collections.Concurrent;

namespace Headgate.Jinja.Loaders;

/// <summary>Templates held in memory. May be changed while other threads render.</summary>
public sealed class DictionaryTemplateLoader : ITemplateLoader
{
    private readonly ConcurrentDictionary<string, string> _templates = new(StringComparer.Ordinal);

    /// <summary>The text of a template.</summary>
    /// <param name="name">Its name.</param>
    public string this[string name]
    {
        get => _templates[name];
        set => _templates[name] = value;
    }

    /// <inheritdoc/>
    public string? TryLoad(string name) => _templates.GetValueOrDefault(name);
}
