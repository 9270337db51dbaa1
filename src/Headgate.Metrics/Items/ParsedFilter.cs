using System.Text;
using Headgate.Jinja.Errors;
using Headgate.Metrics.Semantics;

namespace Headgate.Metrics.Items;

/// <summary>A condition whose template has been read: SQL with holes, and what each hole names.</summary>
internal sealed record ParsedFilter(string Template, IReadOnlyList<string> Texts, IReadOnlyList<ItemCall> Calls)
{
    private const char Hole = '\u0001';

    /// <summary>Reads a condition.</summary>
    /// <exception cref="RefusalException">It is no valid template, or its SQL is not one condition.</exception>
    public static ParsedFilter Read(string template, SemanticManifest manifest)
    {
        if (template.Contains(Hole))
        {
            throw Invalid(template, "it has a control character");
        }
        var calls = new List<ItemCall>();
        string sql;
        try
        {
            sql = TemplateNames.Render(
                template,
                manifest,
                call =>
                {
                    calls.Add(call);
                    return Hole.ToString();
                }
            );
        }
        catch (JinjaException e)
        {
            throw Invalid(template, e.Message);
        }
        if (FilterText.WhyNot(sql) is { } reason)
        {
            throw Invalid(template, reason);
        }
        var texts = sql.Split(Hole);
        return texts.Length == calls.Count + 1
            ? new ParsedFilter(template, texts, calls)
            : throw Invalid(template, "what Dimension, TimeDimension, Entity and Metric give can only be printed");
    }

    /// <summary>The SQL with a column in each hole.</summary>
    public string Fill(IReadOnlyList<string> columns)
    {
        var sql = new StringBuilder(Texts[0]);
        for (var i = 0; i < columns.Count; i++)
        {
            sql.Append(columns[i]).Append(Texts[i + 1]);
        }
        return sql.ToString().Trim();
    }

    private static RefusalException Invalid(string template, string reason) =>
        new(RefusalKind.InvalidFilter, $"The filter \"{template}\" cannot be used: {reason}.");
}
