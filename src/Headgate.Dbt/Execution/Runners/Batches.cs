using Headgate.Dbt.Artifacts;
using Headgate.Dbt.Context;

namespace Headgate.Dbt.Execution.Runners;

/// <summary>Models of the incremental strategy <c>microbatch</c>, which are not built batch by batch.</summary>
internal static class Batches
{
    private const string Macro = "get_incremental_microbatch_sql";

    /// <summary>
    /// Refuses such a model, its first run too: built as one it would look right until the second run. As in dbt, a project that brings the
    /// strategy's macro itself gets an ordinary incremental model.
    /// </summary>
    /// <exception cref="DbtException">The model would have to be built in batches.</exception>
    public static void Refuse(ManifestNode node, MacroLibrary macros)
    {
        if (node.Materialized != "incremental" || node.Config.Text("incremental_strategy") != "microbatch")
        {
            return;
        }
        if (macros.ScopeOf(macros.RootPackage).Find(Macro) is not { } own || macros.IsInternal(own.Macro.PackageName))
        {
            throw new DbtException(
                DbtErrorKind.Runtime,
                $"The incremental strategy 'microbatch' of model '{node.Name}' is not supported yet. Use 'delete+insert' with a unique_key and a "
                    + $"condition on the time of the rows, or define a macro {Macro}."
            );
        }
    }
}
