using Headgate.Dbt.Artifacts;
using Headgate.Dbt.Context.Parsing;

namespace Headgate.Dbt.Parsing.Nodes;

/// <summary>A foreign key that names its table by <c>ref()</c> or <c>source()</c> makes the model depend on it.</summary>
internal static class ForeignKeys
{
    /// <summary>Notes the tables that the constraints of a model refer to.</summary>
    /// <exception cref="DbtException">The table is given by no such call.</exception>
    public static void Capture(ManifestNode node, ParseCapture capture)
    {
        var tables = node
            .Constraints.Where(constraint => constraint.Type == "foreign_key")
            .Select(constraint => constraint.To)
            .Concat(
                node.Columns.Values.SelectMany(column => column.Constraints)
                    .Where(constraint => constraint.Type == "foreign_key")
                    .Select(constraint => constraint.To)
            );
        var calls = ReferenceCalls.Read(tables.OfType<string>());
        foreach (var reference in calls.Refs)
        {
            capture.AddRef(reference);
        }
        foreach (var source in calls.Sources)
        {
            capture.AddSource(source[0], source[1]);
        }
    }
}
