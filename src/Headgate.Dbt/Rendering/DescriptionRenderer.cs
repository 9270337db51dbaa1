using System.Collections.Frozen;
using Headgate.Jinja.Values;

namespace Headgate.Dbt.Rendering;

/// <summary>Renders descriptions.</summary>
internal sealed class DescriptionRenderer(Dictionary<string, Value> variables)
{
    private readonly Dictionary<string, Value> _variables = variables;

    /// <summary>The text of a description.</summary>
    /// <param name="description">Template.</param>
    /// <param name="doc">Gives the text of a documentation block of a package (or null) and name.</param>
    /// <exception cref="DbtException">The template is wrong, or <paramref name="doc"/> finds nothing.</exception>
    public string Render(string description, Func<string?, string, string> doc)
    {
        _variables["doc"] = Value.Function(
            "doc",
            (_, arguments) =>
                arguments.PositionalCount switch
                {
                    1 => Value.From(doc(null, arguments[0].ToString())),
                    2 => Value.From(doc(arguments[0].ToString(), arguments[1].ToString())),
                    var count => throw new DbtException(DbtErrorKind.Compilation, $"doc() takes at most two arguments ({count} given)"),
                }
        );
        return YamlTemplates.Render(description, new NamedValues(_variables.ToFrozenDictionary(StringComparer.Ordinal)));
    }
}
