using Headgate.Dbt.Artifacts;

namespace Headgate.Dbt.Selection.Methods;

/// <summary><c>source_status:fresher</c>: sources with newer rows in the target's sources.json than in that of <c>--state</c>.</summary>
internal sealed class SourceStatusMethod : ISelectorMethod
{
    /// <inheritdoc />
    public IEnumerable<string> Search(SelectionScope scope, Criterion criterion)
    {
        var before =
            scope.Previous?.Sources
            ?? throw new DbtException(DbtErrorKind.Internal, "No previous state comparison freshness results in sources.json");
        var now =
            scope.Previous.CurrentSources
            ?? throw new DbtException(DbtErrorKind.Internal, "No current state comparison freshness results in sources.json");
        var fresher = criterion.Text == "fresher" ? Fresher(before, now) : [];
        return scope.Resources.Select(r => r.UniqueId).Where(fresher.Contains);
    }

    private static HashSet<string> Fresher(SourcesArtifact before, SourcesArtifact now)
    {
        var known = before.Results.Where(r => r.MaxLoadedAt is not null).ToDictionary(r => r.UniqueId, r => r.MaxLoadedAt!);
        var failed = before.Results.Where(r => r.MaxLoadedAt is null).Select(r => r.UniqueId).ToHashSet();
        return
        [
            .. now
                .Results.Where(r => r.MaxLoadedAt is not null && !failed.Contains(r.UniqueId))
                .Where(r => !known.TryGetValue(r.UniqueId, out var old) || string.CompareOrdinal(r.MaxLoadedAt, old) > 0)
                .Select(r => r.UniqueId),
        ];
    }
}
