using Headgate.Dbt.Artifacts;
using Headgate.Dbt.Project.Text;

namespace Headgate.Dbt.Parsing.Properties;

/// <summary>Reads constraints.</summary>
internal static class ConstraintReader
{
    private static readonly string[] Types = ["check", "not_null", "unique", "primary_key", "foreign_key", "custom"];

    public static ColumnConstraint ReadColumn(PropertyEntry constraint) =>
        new()
        {
            Type = TypeOf(constraint),
            Name = constraint.OptionalText("name"),
            Expression = constraint.OptionalText("expression"),
            WarnUnenforced = constraint.Flag("warn_unenforced") ?? true,
            WarnUnsupported = constraint.Flag("warn_unsupported") ?? true,
            To = constraint.OptionalText("to"),
            ToColumns = Texts(constraint, "to_columns"),
        };

    public static ModelConstraint ReadModel(PropertyEntry constraint)
    {
        var read = new ModelConstraint
        {
            Type = TypeOf(constraint),
            Name = constraint.OptionalText("name"),
            Expression = constraint.OptionalText("expression"),
            WarnUnenforced = constraint.Flag("warn_unenforced") ?? true,
            WarnUnsupported = constraint.Flag("warn_unsupported") ?? true,
            To = constraint.OptionalText("to"),
            ToColumns = Texts(constraint, "to_columns"),
            Columns = Texts(constraint, "columns"),
        };
        if (read.Type is "foreign_key" or "primary_key" && read.Columns.Count == 0 && read.Expression is null)
        {
            throw constraint.Error($"Model-level {read.Type} constraint must define columns or an expression");
        }
        return read;
    }

    private static string TypeOf(PropertyEntry constraint)
    {
        var type = constraint.RequiredText("type");
        return Array.Exists(Types, known => known == type)
            ? type
            : throw constraint.Error(
                $"Model has a constraint of type '{type}', which is not one of {PythonText.Repr(Types.Select(known => (object?)known).ToList())}"
            );
    }

    private static List<string> Texts(PropertyEntry constraint, string key) => [.. constraint.List(key).OfType<string>()];
}
