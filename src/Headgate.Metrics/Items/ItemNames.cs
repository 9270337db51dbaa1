using System.Text.RegularExpressions;
using Headgate.Jinja.Errors;
using Headgate.Metrics.Semantics;

namespace Headgate.Metrics.Items;

/// <summary>What a query groups or orders by, in either form: <c>customer__tier</c> or <c>Dimension('customer__tier')</c>.</summary>
internal static partial class ItemNames
{
    /// <summary>Reads a name to group by.</summary>
    public static ItemPattern ReadItem(string text, SemanticManifest manifest)
    {
        if (!Call().IsMatch(text))
        {
            return DunderNames.Read(text, manifest) ?? throw Malformed(text);
        }
        var call = ReadCall(text, manifest);
        return call.Pattern
            ?? new ItemPattern
            {
                Text = text,
                Name = call.Metric!.Name,
                Kinds = [ItemKind.Metric],
            };
    }

    /// <summary>Reads what to order by: a metric, or a name to group by; a minus or <c>.descending(True)</c> turns it round.</summary>
    public static (string? Metric, ItemPattern? Item, bool Descending) ReadOrder(string text, SemanticManifest manifest)
    {
        var minus = text.StartsWith('-');
        var name = minus ? text[1..] : text;
        if (Call().IsMatch(name))
        {
            var call = ReadCall(name, manifest);
            return (call.Metric?.Name, call.Pattern, minus || call.Descending);
        }
        return (name.ToLowerInvariant(), DunderNames.Read(name, manifest), minus);
    }

    private static ItemCall ReadCall(string text, SemanticManifest manifest)
    {
        ItemCall? last = null;
        try
        {
            TemplateNames.Render(
                $"{{{{ {text} }}}}",
                manifest,
                call =>
                {
                    last = call;
                    return "";
                }
            );
        }
        catch (JinjaException e)
        {
            throw new RefusalException(RefusalKind.MalformedName, $"'{text}' cannot be read: {e.Message}");
        }
        return last ?? throw Malformed(text);
    }

    private static RefusalException Malformed(string text) =>
        new(
            RefusalKind.MalformedName,
            $"'{text}' is not the name of anything to group by: write names joined by two underscores, such as metric_time__month, or Dimension('customer__tier')."
        );

    [GeneratedRegex(@"^(Dimension|TimeDimension|Entity|Metric)\s*\(", RegexOptions.NonBacktracking)]
    private static partial Regex Call();
}
