namespace Headgate.Jinja.Loaders;

/// <summary>Finds the text of templates by name where that takes waiting.</summary>
public interface IAsyncTemplateLoader
{
    /// <summary>Finds a template.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="cancellationToken">Ends the search early.</param>
    /// <returns>Its text, or null when there is none.</returns>
    ValueTask<string?> TryLoadAsync(string name, CancellationToken cancellationToken);
}
