using System.Text;

namespace Headgate.Platform.Guide;

/// <summary>The guide as Markdown, for a model's context and for the repository's reference pages.</summary>
public static class GuideMarkdown
{
    /// <summary>The whole guide.</summary>
    public static string Render(GuideDocument guide)
    {
        var text = new StringBuilder();
        text.Append("# What an agent can call\n\n").Append(GuideTexts.Lead).Append("\n\n");
        text.Append("**Authentication.** ").Append(GuideTexts.Authentication).Append("\n\n");
        text.Append("**Answers.** ").Append(GuideTexts.Envelope).Append("\n\n");
        text.Append("```sh\nexport HEADGATE_URL=http://127.0.0.1:8580\nexport AGENT_KEY=hga_...\nexport ACCOUNT_ID=1\n```\n\n");
        foreach (var area in guide.Areas)
        {
            Area(text, area);
        }
        Tools(text, guide);
        Events(text, guide);
        text.Append("## Paging\n\n");
        Table(text, ["parameter", "type", "what it does"], guide.Paging.Select(p => new[] { Code(p.Name), p.Type, p.Description }));
        text.Append("## Status codes\n\n");
        Table(text, ["code", "it means", "what to do"], guide.Statuses.Select(s => new[] { $"{s.Code} {s.Name}", s.Meaning, s.ToDo }));
        text.Append("## Limits and sizes\n\n");
        Table(text, ["of what", "how much", "beyond it"], guide.Limits.Select(l => new[] { l.Name, l.Value, l.Beyond }));
        text.Append("## Versions\n\n");
        Table(
            text,
            ["version", "operations", "what it is for"],
            guide.Versions.Select(v => new[] { v.Name, v.Operations.ToString(), v.Summary })
        );
        foreach (var change in guide.Changes)
        {
            text.Append("- **")
                .Append(change.Version)
                .Append("** ")
                .Append(change.Text)
                .Append(" (")
                .Append(Count(change.Operations))
                .Append(")\n");
        }
        text.Append("\n## Questions\n\n");
        foreach (var question in guide.Questions)
        {
            text.Append("**").Append(question.Question).Append("** ").Append(question.Answer).Append("\n\n");
        }
        return text.ToString().TrimEnd('\n') + "\n";
    }

    private static void Area(StringBuilder text, GuideArea area)
    {
        text.Append("## ").Append(area.Title).Append("\n\n").Append(area.Summary).Append("\n\n");
        if (area.Capabilities.Count > 0)
        {
            Table(
                text,
                ["capability", "lets an agent", "risk", "levels"],
                area.Capabilities.Select(c => new[] { $"{c.Name} {Code(c.Id)}", c.Summary, c.Risk, string.Join(", ", c.Levels) })
            );
        }
        foreach (var operation in area.Operations)
        {
            Operation(text, operation);
        }
    }

    private static void Operation(StringBuilder text, GuideOperation o)
    {
        text.Append("### ")
            .Append(o.Summary)
            .Append("\n\n`")
            .Append(o.Method)
            .Append(' ')
            .Append(o.Path)
            .Append("` · ")
            .Append(o.Id)
            .Append("\n\n");
        text.Append(o.Description).Append("\n\n");
        Fact(text, "Access", o.Access);
        Fact(text, "An agent needs", o.NeedsNoGrant ? o.Needs : $"{o.CapabilityName} ({Code(o.Capability)}), {o.Level}");
        Fact(
            text,
            "A token needs",
            (o.Permission ?? "any token of the account")
                + (o.PermissionSets.Count > 0 ? "; sets that suffice: " + string.Join(", ", o.PermissionSets) : "")
        );
        Fact(text, "Version", o.Version);
        Fact(text, "Event", o.Event is null ? null : Code(o.Event));
        Fact(text, "Limits", o.Limits);
        Fact(text, "Risk", o.Risk);
        Fact(text, "In the record", Code(o.Sentence));
        Fact(text, "Source", o.Source);
        text.Append('\n');
        var parameters = o.Parameters.Where(p => p.Name != "account_id").ToList();
        if (parameters.Count > 0)
        {
            Table(
                text,
                ["parameter", "in", "type", "what it does"],
                parameters.Select(p => new[] { Code(p.Name), p.Required ? p.Place + ", required" : p.Place, p.Type, p.Description })
            );
        }
        text.Append("```sh\n").Append(o.Example).Append("\n```\n\n");
    }

    private static void Tools(StringBuilder text, GuideDocument guide)
    {
        if (guide.Tools.Count == 0)
        {
            return;
        }
        text.Append("## Tools for agents (MCP)\n\n").Append(GuideTexts.Mcp).Append("\n\n");
        var operations = guide.Operations.ToDictionary(o => o.Id, StringComparer.Ordinal);
        Table(
            text,
            ["tool", "operation", "an agent needs", "arguments", "risk"],
            guide.Tools.Select(t =>
            {
                var operation = operations[t.Operation];
                return new[] { Code(t.Name), operation.Id, operation.Needs, string.Join(", ", t.Arguments.Select(Code)), operation.Risk };
            })
        );
        text.Append("```sh\n").Append(GuideTexts.McpExample).Append("\n```\n\n");
    }

    private static void Events(StringBuilder text, GuideDocument guide)
    {
        text.Append("## Webhook events\n\n");
        Table(
            text,
            ["event", "when", "begins with"],
            guide.Events.Select(e => new[] { Code(e.Name), e.When, string.Join(", ", e.CausedBy) })
        );
        text.Append(
            "The header `Authorization` of an event holds the lower-case hexadecimal HMAC-SHA256 of the body under the subscription's secret.\n\n"
        );
    }

    private static void Fact(StringBuilder text, string name, string? value)
    {
        if (value is not null)
        {
            text.Append("- ").Append(name).Append(": ").Append(value).Append('\n');
        }
    }

    private static void Table(StringBuilder text, IReadOnlyList<string> headings, IEnumerable<IReadOnlyList<string>> rows)
    {
        Row(text, headings);
        Row(text, [.. headings.Select(_ => "---")]);
        foreach (var row in rows)
        {
            Row(text, row);
        }
        text.Append('\n');
    }

    private static void Row(StringBuilder text, IReadOnlyList<string> cells) =>
        text.Append("| ").AppendJoin(" | ", cells.Select(c => c.Replace("|", "\\|").Replace('\n', ' '))).Append(" |\n");

    private static string Code(string text) => "`" + text + "`";

    private static string Count(IReadOnlyList<string> operations) =>
        operations.Count == 1 ? operations[0] : $"{operations.Count} operations";
}
