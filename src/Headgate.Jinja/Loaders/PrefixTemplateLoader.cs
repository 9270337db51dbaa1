namespace Headgate.Jinja.Loaders;

/// <summary>Chooses a loader by what stands before the first delimiter in a name, and asks it for the rest.</summary>
/// <param name="loaders">Loaders by prefix.</param>
/// <param name="delimiter">What ends the prefix.</param>
public sealed class PrefixTemplateLoader(IReadOnlyDictionary<string, ITemplateLoader> loaders, char delimiter = '/') : ITemplateLoader
{
    /// <inheritdoc/>
    public string? TryLoad(string name)
    {
        var at = name.IndexOf(delimiter);
        return at >= 0 && loaders.TryGetValue(name[..at], out var loader) ? loader.TryLoad(name[(at + 1)..]) : null;
    }
}
