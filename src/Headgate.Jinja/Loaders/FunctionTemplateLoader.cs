namespace Headgate.Jinja.Loaders;

/// <summary>Templates that a function finds.</summary>
/// <param name="find">Gives the text of a template by name, or null when there is none.</param>
public sealed class FunctionTemplateLoader(Func<string, string?> find) : ITemplateLoader
{
    /// <inheritdoc/>
    public string? TryLoad(string name) => find(name);
}
