namespace Headgate.Dbt.Selection.Methods;

/// <summary><c>package:</c>: resources of packages that match the pattern; <c>this</c> is the root project.</summary>
internal sealed class PackageMethod : ISelectorMethod
{
    /// <inheritdoc />
    public IEnumerable<string> Search(SelectionScope scope, Criterion criterion)
    {
        var package = criterion.Text == "this" ? scope.ProjectName : criterion.Text;
        return scope.Resources.Where(r => Glob.Matches(r.PackageName, package)).Select(r => r.UniqueId);
    }
}
