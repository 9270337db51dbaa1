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
            "modified" => (old, now) => IsModified(old, now, macros, scope.ComparesAsWritten),
            "unmodified" => (old, now) => !IsModified(old, now, macros, scope.ComparesAsWritten),
            "modified.macros" => (_, now) => macros.Touch(now),
            "modified.body" => static (old, now) =>
                now is ManifestNode node && !(old is ManifestNode was && NodeComparison.HaveSameBody(was, node)),
            "modified.configs" => static (old, now) =>
                now.Config is not null && !(old is not null && ResourceComparison.HaveSameConfig(old, now)),
            "modified.persisted_descriptions" => static (old, now) =>
                now is ManifestNode node && !(old is ManifestNode was && NodeComparison.HaveSameDescriptions(was, node)),
            "modified.relation" => (old, now) =>
                HasRelation(now) && !(old is not null && ResourceComparison.HaveSameRelation(old, now, scope.ComparesAsWritten)),
            "modified.contract" => static (old, now) =>
                now is ManifestNode node && !(old is ManifestNode was && NodeComparison.HaveSameContract(was, node)),
            _ => throw new DbtException(
                DbtErrorKind.Runtime,
                $"Got an invalid selector \"{criterion.Text}\", expected one of \"[{string.Join(", ", Words.Select(w => $"'{w}'"))}]\""
            ),
        };
        if (criterion.Text is "modified" or "unmodified" or "modified.contract")
        {
            JudgeContracts(scope, before);
        }
        if (criterion.Text is "modified" or "unmodified" or "modified.body")
        {
            LargeSeeds.Warn(scope, before);
        }
        return scope.Resources.Where(r => matches(before.Find(r.UniqueId), r)).Select(r => r.UniqueId);
    }

    /// <summary>A change that breaks a contract is refused where the model could have had a new version, and warned of where it has none.</summary>
    private static void JudgeContracts(SelectionScope scope, Manifest before)
    {
        foreach (var model in scope.Resources.OfType<ManifestNode>().Where(n => n.ResourceType == ResourceType.Model))
        {
            if (before.Nodes.GetValueOrDefault(model.UniqueId) is { } old)
            {
                Judge(scope, model, ContractChanges.Between(old, model, scope.EnforcesConstraint));
            }
        }
        foreach (var old in before.Nodes.Values.Where(n => n.ResourceType == ResourceType.Model))
        {
            if (!scope.Manifest.Nodes.ContainsKey(old.UniqueId) && ContractChanges.Removal(old, scope.Manifest, scope.At) is { } removal)
            {
                Judge(scope, old, [removal]);
            }
        }
    }

    private static void Judge(SelectionScope scope, ManifestNode model, List<string> changes)
    {
        if (changes.Count == 0)
        {
            return;
        }
        var reasons = string.Join("\n  - ", changes);
        if (model.Version is not null)
        {
            throw new DbtException(
                DbtErrorKind.BrokenContract,
                "While comparing to previous project state, dbt detected a breaking change to an enforced contract."
                    + $"\n  - {reasons}\nConsider making an additive (non-breaking) change instead, if possible.\n"
                    + "Otherwise, create a new model version: https://docs.getdbt.com/docs/collaborate/govern/model-versions",
                $"model {model.Name} ({model.OriginalFilePath})"
            );
        }
        scope.Warn(
            "UnversionedBreakingChange",
            $"Breaking change to contracted, unversioned model {model.Name} ({model.OriginalFilePath})"
                + "\nWhile comparing to previous project state, dbt detected a breaking change to an unversioned model."
                + $"\n  - {reasons}\n"
        );
    }

    private static bool HasRelation(IManifestResource resource) => resource is ManifestNode or SourceDefinition;

    private static bool IsModified(IManifestResource? old, IManifestResource now, MacroChanges macros, bool asWritten) =>
        old is null || !ResourceComparison.AreSame(old, now, asWritten) || macros.Touch(now);
}
