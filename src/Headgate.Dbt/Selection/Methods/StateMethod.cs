using Headgate.Dbt.Artifacts;
using Headgate.Dbt.Selection.State;

namespace Headgate.Dbt.Selection.Methods;

/// <summary><c>state:</c>: resources that are new, old, modified or unmodified against the manifest of <c>--state</c>; <c>modified.body</c> and so on for one aspect.</summary>
internal sealed class StateMethod : ISelectorMethod
{
    private static readonly string[] Words =
    [
        "old",
        "new",
        "modified",
        "modified.body",
        "modified.configs",
        "modified.persisted_descriptions",
        "modified.relation",
        "modified.macros",
        "modified.contract",
        "unmodified",
    ];

    /// <inheritdoc />
    public IEnumerable<string> Search(SelectionScope scope, Criterion criterion)
    {
        var before =
            scope.Previous?.Manifest
            ?? throw new DbtException(DbtErrorKind.Runtime, "Got a state selector method, but no comparison manifest");
        var macros = new MacroChanges(before, scope.Manifest);
        Func<IManifestResource?, IManifestResource, bool> matches = criterion.Text switch
        {
            "new" => static (old, _) => old is null,
            "old" => static (old, _) => old is not null,
            "modified" => (old, now) => IsModified(old, now, macros),
            "unmodified" => (old, now) => !IsModified(old, now, macros),
            "modified.macros" => (_, now) => macros.Touch(now),
            "modified.body" => static (old, now) =>
                now is ManifestNode node && !(old is ManifestNode was && NodeComparison.HaveSameBody(was, node)),
            "modified.configs" => static (old, now) =>
                now.Config is not null && !(old is not null && ResourceComparison.HaveSameConfig(old, now)),
            "modified.persisted_descriptions" => static (old, now) =>
                now is ManifestNode node && !(old is ManifestNode was && NodeComparison.HaveSameDescriptions(was, node)),
            "modified.relation" => static (old, now) =>
                HasRelation(now) && !(old is not null && ResourceComparison.HaveSameRelation(old, now)),
            "modified.contract" => static (old, now) =>
                now is ManifestNode node && !(old is ManifestNode was && NodeComparison.HaveSameContract(was, node)),
            _ => throw new DbtException(
                DbtErrorKind.Runtime,
                $"Got an invalid selector \"{criterion.Text}\", expected one of \"[{string.Join(", ", Words.Select(w => $"'{w}'"))}]\""
            ),
        };
        return scope.Resources.Where(r => matches(before.Find(r.UniqueId), r)).Select(r => r.UniqueId);
    }

    private static bool HasRelation(IManifestResource resource) => resource is ManifestNode or SourceDefinition;

    private static bool IsModified(IManifestResource? old, IManifestResource now, MacroChanges macros) =>
        old is null || !ResourceComparison.AreSame(old, now) || macros.Touch(now);
}
