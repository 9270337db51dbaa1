using Headgate.Dbt.Artifacts;

namespace Headgate.Dbt.Selection.Methods;

/// <summary>Methods named after a kind, such as <c>exposure:</c>: resources of that kind as <c>name</c> or <c>package.name</c>, each a pattern.</summary>
/// <param name="type">The kind.</param>
/// <param name="word">The kind in words, for messages.</param>
internal sealed class NamedResourceMethod(ResourceType type, string word) : ISelectorMethod
{
    /// <inheritdoc />
    public IEnumerable<string> Search(SelectionScope scope, Criterion criterion)
    {
        var (package, name) = criterion.Text.Split('.') switch
        {
            [var n] => ("*", n),
            [var p, var n] => (p, n),
            _ => throw new DbtException(
                DbtErrorKind.Runtime,
                $"Invalid {word} selector value \"{criterion.Text}\". It must be of the form name or package.name."
            ),
        };
        return scope
            .Resources.Where(r => r.ResourceType == type && Glob.Matches(r.PackageName, package) && Glob.Matches(r.Name, name))
            .Select(r => r.UniqueId);
    }
}
