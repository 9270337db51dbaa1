using Headgate.Dbt.Artifacts;

namespace Headgate.Dbt.Project.Rendering;

/// <summary>Renders the templates inside YAML values.</summary>
/// <param name="render">Gives the value of a template: of one expression its own, otherwise text.</param>
internal sealed class YamlRenderer(Func<string, object?> render)
{
    /// <summary>What stands for an element of a list in a path.</summary>
    public const string ListItem = "[]";

    /// <summary>A copy of a value in which templates are rendered.</summary>
    /// <param name="value">Plain data.</param>
    /// <param name="path">Keys that lead to the value.</param>
    /// <param name="isRendered">Which paths are rendered; all where null.</param>
    public object? Render(object? value, IReadOnlyList<string> path, Func<IReadOnlyList<string>, bool>? isRendered = null)
    {
        switch (value)
        {
            case string text:
                return isRendered is null || isRendered(path) ? RenderText(text) : text;
            case List<object?> list:
                return list.ConvertAll(item => Render(item, [.. path, ListItem], isRendered));
            case OrderedDictionary<string, object?> map:
                var copy = new OrderedDictionary<string, object?>(map.Count);
                foreach (var (key, item) in map)
                {
                    copy[key] = Render(item, [.. path, key], isRendered);
                }
                return copy;
            default:
                return PlainData.Clone(value);
        }
    }

    /// <summary>The value of a template. Jinja drops one newline at the end, of plain text too.</summary>
    public object? RenderText(string text) =>
        HasTemplate(text) ? render(text)
        : text.EndsWith('\n') ? text[..^1]
        : text;

    /// <summary>Whether a text has anything to render.</summary>
    public static bool HasTemplate(string text) =>
        text.Contains("{{", StringComparison.Ordinal)
        || text.Contains("{%", StringComparison.Ordinal)
        || text.Contains("{#", StringComparison.Ordinal);
}
