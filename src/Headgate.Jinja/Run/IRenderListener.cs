namespace Headgate.Jinja.Run;

/// <summary>Is told, on the rendering's own thread, what a rendering touches. Every member does nothing unless implemented.</summary>
public interface IRenderListener
{
    /// <summary>A macro is about to run.</summary>
    /// <param name="macro">Its name; null for the body of a call block.</param>
    /// <param name="templateName">The template that defines it.</param>
    void OnMacro(string? macro, string? templateName) { }

    /// <summary>A free name was looked up in the given variables and globals.</summary>
    /// <param name="name">The name.</param>
    /// <param name="found">Whether it exists.</param>
    void OnVariable(string name, bool found) { }

    /// <summary>A template was included, imported or extended.</summary>
    /// <param name="name">Its name.</param>
    void OnTemplate(string name) { }
}
