using System.Text;
using Headgate.Catalogue;

namespace Headgate.Platform.Guide;

/// <summary>Calls that a reader can copy: shell variables stand for the address, the key and the ids.</summary>
internal static class GuideExamples
{
    private const string OneOf = "one of ";

    /// <summary>A call with curl.</summary>
    public static string Curl(string method, string path, BodyForm body, IReadOnlyList<GuideParameter> parameters)
    {
        var text = new StringBuilder("curl ");
        if (method is not "GET" && !(method is "POST" && body != BodyForm.None))
        {
            text.Append("-X ").Append(method).Append(' ');
        }
        text.Append("-H \"Authorization: Bearer $AGENT_KEY\" \\\n");
        if (body != BodyForm.None)
        {
            text.Append("  -H 'Content-Type: application/json' \\\n  -d '").Append(Body(body, parameters)).Append("' \\\n");
        }
        return text.Append("  \"$HEADGATE_URL").Append(WithVariables(path)).Append('"').ToString();
    }

    private static string WithVariables(string path)
    {
        var text = new StringBuilder(path.Length);
        for (var i = 0; i < path.Length; i++)
        {
            if (path[i] == '{' && path.IndexOf('}', i) is > 0 and var end)
            {
                var name = path[(i + 1)..end];
                text.Append(name is "path" or "remainder" ? "manifest.json" : "$" + name.ToUpperInvariant());
                i = end;
            }
            else
            {
                text.Append(path[i]);
            }
        }
        return text.ToString();
    }

    private static string Body(BodyForm form, IReadOnlyList<GuideParameter> parameters)
    {
        var fields = parameters.Where(p => p.Place == "body").ToList();
        var shown = fields.Where(p => p.Required).Concat(fields.Where(p => !p.Required)).Take(Math.Max(1, fields.Count(p => p.Required)));
        var content = "{" + string.Join(", ", shown.Select(p => $"\"{p.Name}\": {Sample(p)}")) + "}";
        return form == BodyForm.Array ? $"[{content}]" : content;
    }

    private static string Sample(GuideParameter parameter) =>
        parameter.Name switch
        {
            _ when parameter.Type.StartsWith(OneOf, StringComparison.Ordinal) => $"\"{parameter.Type[OneOf.Length..].Split(',')[0]}\"",
            "account_id" => "1",
            "name" => "\"Nightly build\"",
            "cause" => "\"New orders have arrived\"",
            "execute_steps" or "steps_override" => "[\"dbt build\"]",
            "client_url" => "\"https://hooks.example.org/dbt\"",
            "event_types" => "[\"job.run.completed\"]",
            "remote_url" => "\"https://git.example.org/shop.git\"",
            "state" => "1",
            _ when parameter.Type.StartsWith("integer", StringComparison.Ordinal) => "1",
            _ when parameter.Type.StartsWith("boolean", StringComparison.Ordinal) => "true",
            _ when parameter.Type.StartsWith("list of integers", StringComparison.Ordinal) => "[1]",
            _ when parameter.Type.StartsWith("list", StringComparison.Ordinal) => "[]",
            _ when parameter.Type.StartsWith("object", StringComparison.Ordinal) => "{}",
            _ => "\"…\"",
        };
}
