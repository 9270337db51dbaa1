using System.Text;
using System.Text.Json;
using Headgate.Mcp.Tools.Dbt;

namespace Headgate.Mcp.Resources.Environments;

/// <summary>What a project says of its models, as a page of Markdown.</summary>
internal static class DocsPage
{
    /// <summary>The page.</summary>
    /// <param name="project">The project's name.</param>
    /// <param name="models">Its models, with their columns.</param>
    public static string Of(string project, IReadOnlyList<JsonElement> models)
    {
        var page = new StringBuilder("# ").Append(Line(project)).Append('\n');
        foreach (var model in models)
        {
            page.Append("\n## ").Append(Line(Text(model, "name"))).Append("\n\n`").Append(Line(Text(model, "uniqueId"))).Append("`\n");
            if (Text(model, "description") is { Length: > 0 } says)
            {
                page.Append('\n').Append(says.Trim()).Append('\n');
            }
            var columns = model.At("catalog", "columns");
            if (columns.ValueKind != JsonValueKind.Array || columns.GetArrayLength() == 0)
            {
                continue;
            }
            page.Append("\n| column | type | says |\n|---|---|---|\n");
            foreach (var column in columns.EnumerateArray())
            {
                page.Append("| ").Append(Cell(Text(column, "name"))).Append(" | ").Append(Cell(Text(column, "type")));
                page.Append(" | ").Append(Cell(Text(column, "description"))).Append(" |\n");
            }
        }
        return page.ToString();
    }

    private static string Text(JsonElement json, string name) =>
        json.At(name) is { ValueKind: JsonValueKind.String } text ? text.GetString()! : "";

    private static string Line(string text) => text.ReplaceLineEndings(" ").Replace('`', '\'').Trim();

    private static string Cell(string text) => Line(text).Replace("|", "\\|", StringComparison.Ordinal);
}
