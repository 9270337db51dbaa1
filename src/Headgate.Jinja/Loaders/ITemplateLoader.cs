namespace Headgate.Jinja.Loaders;

/// <summary>Finds the text of templates by name.</summary>
public interface ITemplateLoader
{
    /// <summary>Finds a template.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>Its text, or null when there is none.</returns>
    string? TryLoad(string name);
}
