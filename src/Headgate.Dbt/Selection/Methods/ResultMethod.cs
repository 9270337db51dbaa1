namespace Headgate.Dbt.Selection.Methods;

/// <summary><c>result:</c>: resources with that status in run_results.json of <c>--state</c>.</summary>
internal sealed class ResultMethod : ISelectorMethod
{
    /// <inheritdoc />
    public IEnumerable<string> Search(SelectionScope scope, Criterion criterion)
    {
        var results = scope.Previous?.Results ?? throw new DbtException(DbtErrorKind.Internal, "No comparison run_results");
        var matches = results.Results.Where(r => r.Status == criterion.Text).Select(r => r.UniqueId).ToHashSet();
        return scope.Resources.Select(r => r.UniqueId).Where(matches.Contains);
    }
}
