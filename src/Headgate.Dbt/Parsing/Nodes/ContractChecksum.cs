using System.Text;
using Headgate.Dbt.Artifacts;
using Headgate.Dbt.Project.Files;
using Headgate.Dbt.Project.Text;

namespace Headgate.Dbt.Parsing.Nodes;

/// <summary>The digest of a contract: names, types and constraints of the columns, written as Python shows dbt's own objects.</summary>
internal static class ContractChecksum
{
    public static string Of(ManifestNode node)
    {
        var state = new StringBuilder();
        foreach (var column in node.Columns.Values.OrderBy(column => column.Name, StringComparer.Ordinal))
        {
            state.Append('|').Append(column.Name).Append(column.DataType ?? "None");
            state.Append('[').AppendJoin(", ", column.Constraints.Select(Show)).Append(']');
        }

        // Only tables keep constraints; views are built without them.
        if (node.Config.Materialized is "table" or "incremental")
        {
            state.Append(node.Config.Materialized).Append('[').AppendJoin(", ", node.Constraints.Select(Show)).Append(']');
        }
        return SourceFile.Digest(state.ToString()).Value;
    }

    private static string Show(ColumnConstraint constraint) =>
        $"ColumnLevelConstraint({Shared(constraint.Type, constraint.Name, constraint.Expression, constraint.WarnUnenforced, constraint.WarnUnsupported, constraint.To, constraint.ToColumns)})";

    private static string Show(ModelConstraint constraint) =>
        $"ModelLevelConstraint({Shared(constraint.Type, constraint.Name, constraint.Expression, constraint.WarnUnenforced, constraint.WarnUnsupported, constraint.To, constraint.ToColumns)}, columns={Texts(constraint.Columns)})";

    private static string Shared(
        string type,
        string? name,
        string? expression,
        bool unenforced,
        bool unsupported,
        string? to,
        List<string> toColumns
    ) =>
        $"type=<ConstraintType.{type}: '{type}'>, name={PythonText.Repr(name)}, expression={PythonText.Repr(expression)}, warn_unenforced={PythonText.Repr(unenforced)}, "
        + $"warn_unsupported={PythonText.Repr(unsupported)}, to={PythonText.Repr(to)}, to_columns={Texts(toColumns)}";

    private static string Texts(List<string> texts) => PythonText.Repr(texts.ConvertAll<object?>(text => text));
}
