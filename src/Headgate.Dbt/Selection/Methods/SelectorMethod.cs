namespace Headgate.Dbt.Selection.Methods;

/// <summary><c>selector:</c>: what the selectors of selectors.yml choose whose names match the pattern (dbt 1.12).</summary>
internal sealed class SelectorMethod : ISelectorMethod
{
    /// <inheritdoc />
    public IEnumerable<string> Search(SelectionScope scope, Criterion criterion) => scope.Named(criterion.Text);
}
