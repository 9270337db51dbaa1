namespace Headgate.Jinja.Loaders;

/// <summary>Asks several loaders in order; the first that has the template gives it.</summary>
/// <param name="loaders">The loaders.</param>
public sealed class ChoiceTemplateLoader(params ITemplateLoader[] loaders) : ITemplateLoader
{
    /// <inheritdoc/>
    public string? TryLoad(string name)
    {
        foreach (var loader in loaders)
        {
            if (loader.TryLoad(name) is { } source)
            {
                return source;
            }
        }
        return null;
    }
}
