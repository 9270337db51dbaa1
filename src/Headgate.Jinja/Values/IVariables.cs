namespace Headgate.Jinja.Values;

/// <summary>Where the free names of a template are looked up. Each name is asked for at most once in a run of a template or macro.</summary>
public interface IVariables
{
    /// <summary>Finds a variable.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value.</param>
    /// <returns>False when there is none: the environment's globals come next.</returns>
    bool TryGet(string name, out Value value);
}
