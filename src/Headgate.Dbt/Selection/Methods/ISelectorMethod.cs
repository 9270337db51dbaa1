namespace Headgate.Dbt.Selection.Methods;

/// <summary>A way to look for resources.</summary>
internal interface ISelectorMethod
{
    /// <summary>The unique ids of the resources that match, in the manifest's order.</summary>
    /// <exception cref="DbtException">The value has no meaning for the method.</exception>
    IEnumerable<string> Search(SelectionScope scope, Criterion criterion);
}
