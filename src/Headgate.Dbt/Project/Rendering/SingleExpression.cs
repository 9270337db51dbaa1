namespace Headgate.Dbt.Project.Rendering;

/// <summary>Tells templates that are one expression alone from those with text around.</summary>
internal static class SingleExpression
{
    /// <summary>The expression inside the braces, or null.</summary>
    public static string? Of(string template)
    {
        if (
            !template.StartsWith("{{", StringComparison.Ordinal)
            || !template.EndsWith("}}", StringComparison.Ordinal)
            || template.Length < 5
        )
        {
            return null;
        }
        var inside = template[2..^2];
        if (inside[0] is '-' or '+')
        {
            inside = inside[1..];
        }
        if (inside.Length > 0 && inside[^1] is '-' or '+')
        {
            inside = inside[..^1];
        }
        return HasBracesOutsideStrings(inside) ? null : inside.Trim();
    }

    private static bool HasBracesOutsideStrings(string text)
    {
        var quote = '\0';
        for (var i = 0; i < text.Length; i++)
        {
            if (quote != '\0')
            {
                if (text[i] == '\\')
                {
                    i++;
                }
                else if (text[i] == quote)
                {
                    quote = '\0';
                }
            }
            else if (text[i] is '\'' or '"')
            {
                quote = text[i];
            }
            else if (i + 1 < text.Length && ((text[i] == '}' && text[i + 1] == '}') || (text[i] == '{' && text[i + 1] is '{' or '%')))
            {
                return true;
            }
        }

        return false;
    }
}
