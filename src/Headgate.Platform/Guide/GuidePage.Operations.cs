namespace Headgate.Platform.Guide;

/// <summary>The part of the page with filters, areas and operations.</summary>
internal static partial class GuidePage
{
    private static void Filters(Html page, GuideDocument guide)
    {
        var operations = guide.Operations.ToList();
        page.Raw(
            "<section class=\"filters\" id=\"operations\" aria-labelledby=\"operations-title\"><h2 id=\"operations-title\" class=\"unseen\">Filter operations</h2>\n"
        );
        Choice(page, "method", "Method", operations.Select(o => o.Method).Distinct().OrderBy(MethodOrder));
        Choice(page, "access", "Access", ["read", "write"]);
        Choice(page, "version", "Version", operations.Select(o => o.Version).Distinct().OrderDescending());
        page.Raw(
            "<label class=\"pick\"><span>Permission</span><select id=\"permission\"><option value=\"\">any</option><optgroup label=\"Permission set suffices\">"
        );
        foreach (var set in operations.SelectMany(o => o.PermissionSets).Distinct().Order())
        {
            page.Add($"<option value=\"set:{set}\">{set}</option>");
        }
        page.Raw("</optgroup><optgroup label=\"Agent's capability\">");
        foreach (var capability in guide.Areas.SelectMany(a => a.Capabilities).Where(c => operations.Any(o => o.Capability == c.Id)))
        {
            page.Add($"<option value=\"cap:{capability.Id}\">{capability.Name}</option>");
        }
        page.Add(
            $"</optgroup></select></label>\n<p class=\"shown\"><output id=\"shown\">{operations.Count} operations</output><button type=\"button\" class=\"link\" data-clear hidden>Clear</button></p></section>\n"
        );
    }

    private static void Choice(Html page, string name, string title, IEnumerable<string> values)
    {
        page.Add($"<div class=\"choice\" role=\"group\" aria-label=\"{title}\">");
        foreach (var value in values)
        {
            page.Add(
                $"<button type=\"button\" aria-pressed=\"false\" data-filter=\"{name}\" data-value=\"{value}\">{Named(value)}</button>"
            );
        }
        page.Raw("</div>\n");
    }

    private static string Named(string value) => value is "read" or "write" ? char.ToUpperInvariant(value[0]) + value[1..] : value;

    private static int MethodOrder(string method) => Array.IndexOf(["GET", "POST", "PUT", "PATCH", "DELETE"], method);

    private static void AreaSection(Html page, GuideArea area)
    {
        page.Add(
            $"""
            <section class="area" id="{area.Id}" data-area aria-labelledby="{area.Id}-title">
            <div class="area-head"><h2 id="{area.Id}-title"><a class="anchor" href="#{area.Id}">{area.Title}</a></h2>
            <p class="lead">{area.Summary}</p></div>

            """
        );
        Capabilities(page, area);
        if (area.Operations.Count > 0)
        {
            page.Add($"<nav class=\"index\" aria-label=\"Operations of {area.Title}\"><ul>");
            foreach (var o in area.Operations)
            {
                page.Add(
                    $"<li data-link=\"{o.Id}\"><a href=\"#{o.Id}\"><span class=\"verb {o.Method.ToLowerInvariant()}\">{o.Method}</span><code>{Breakable(o.Path)}</code><span class=\"index-what\">{o.Summary}</span></a></li>"
                );
            }
            page.Raw("</ul></nav>\n");
        }
        foreach (var operation in area.Operations)
        {
            Operation(page, operation);
        }
        page.Raw("</section>\n");
    }

    private static void Capabilities(Html page, GuideArea area)
    {
        if (area.Capabilities.Count == 0)
        {
            return;
        }
        page.Add(
            $"<div class=\"grants\"><h3 class=\"small\" id=\"{area.Id}-grants\">What can be granted</h3><ul aria-labelledby=\"{area.Id}-grants\">"
        );
        foreach (var c in area.Capabilities)
        {
            page.Add(
                $"<li class=\"grant\"><div class=\"grant-name\"><b>{c.Name}</b><code>{c.Id}</code></div><p>{c.Summary}</p><p class=\"risk\">{c.Risk}</p><p class=\"levels\"><span class=\"unseen\">Levels: </span>"
            );
            foreach (var level in c.Levels)
            {
                page.Add($"<span class=\"level\">{char.ToUpperInvariant(level[0]) + level[1..]}</span>");
            }
            page.Raw("</p></li>");
        }
        page.Raw("</ul></div>\n");
    }

    private static void Operation(Html page, GuideOperation o)
    {
        var words = string.Join(
            ' ',
            [
                o.Id,
                o.Method,
                o.Path,
                o.Summary,
                o.Description,
                o.CapabilityName,
                o.Capability,
                o.Permission ?? "",
                .. o.PermissionSets,
                o.Event ?? "",
                o.Risk,
                .. o.Parameters.Select(p => p.Name),
            ]
        );
        page.Add(
            $"""
            <article class="op" id="{o.Id}" data-op data-method="{o.Method}" data-access="{o.Access}" data-version="{o.Version}" data-capability="{o.Capability}" data-sets="{string.Join(
                '|',
                o.PermissionSets
            )}" data-words="{words.ToLowerInvariant()}" aria-labelledby="{o.Id}-title">
            <div class="op-words"><h3 id="{o.Id}-title"><a class="anchor" href="#{o.Id}">{o.Summary}</a></h3>
            <p class="call"><span class="verb {o.Method.ToLowerInvariant()}">{o.Method}</span><code>
            """
        );
        PathMarkup(page, o.Path);
        page.Add(
            $"</code></p>\n<p class=\"tags\"><span class=\"tag {o.Access}\">{Named(o.Access)}</span><span class=\"tag\">{o.Version}</span>"
        );
        if (o.Listed)
        {
            page.Raw("<a class=\"tag\" href=\"#paging\">paged list</a>");
        }
        if (o.Event is not null)
        {
            page.Add($"<a class=\"tag event\" href=\"#events\">{o.Event}</a>");
        }
        page.Add($"</p>\n<p>{o.Description}</p>\n");
        Facts(page, o);
        Parameters(page, o);
        page.Raw("</div>\n<div class=\"sample\">");
        Code(page, o.Id, o.Example);
        page.Raw("</div></article>\n");
    }

    private static void Facts(Html page, GuideOperation o)
    {
        page.Add(
            $"<dl class=\"needs\"><div><dt>An agent needs</dt><dd>{(o.NeedsNoGrant ? o.Needs : o.CapabilityName)} <span class=\"level\">{(o.NeedsNoGrant ? "" : char.ToUpperInvariant(o.Level[0]) + o.Level[1..])}</span></dd></div>"
        );
        page.Add($"<div><dt>A token needs</dt><dd>{o.Permission ?? "any token of the account"}");
        if (o.PermissionSets.Count > 0)
        {
            page.Add($"<span class=\"sets\">{string.Join(", ", o.PermissionSets)}</span>");
        }
        page.Add($"</dd></div><div><dt>Risk</dt><dd>{o.Risk}</dd></div>");
        if (o.Event is not null)
        {
            page.Add($"<div><dt>Event</dt><dd><code>{o.Event}</code></dd></div>");
        }
        if (o.Limits is not null)
        {
            page.Add($"<div><dt>Limits</dt><dd>{o.Limits}</dd></div>");
        }
        page.Raw("<div><dt>In the record</dt><dd class=\"sentence\">");
        Sentence(page, o.Sentence);
        page.Add($"</dd></div><div><dt>Source</dt><dd class=\"source\">{o.Source}</dd></div>");
        if (o.History.Count > 1)
        {
            page.Add($"<div><dt>History</dt><dd>{string.Join(" ", o.History.Select(h => $"{h.Version}: {h.Text}"))}</dd></div>");
        }
        page.Raw("</dl>\n");
    }

    private static void Parameters(Html page, GuideOperation o)
    {
        foreach (var (place, title) in new[] { ("path", "Path"), ("query", "Query"), ("body", "Body") })
        {
            var parameters = o.Parameters.Where(p => p.Place == place && p.Name != "account_id").ToList();
            if (parameters.Count == 0)
            {
                continue;
            }
            page.Add($"<h4>{title}</h4><ul class=\"parameters\">");
            foreach (var p in parameters)
            {
                page.Add($"<li><p class=\"parameter\"><code>{p.Name}</code><span class=\"type\">{p.Type}</span>");
                if (p.Required && place != "path")
                {
                    page.Raw("<span class=\"required\">required</span>");
                }
                page.Add($"</p><p>{p.Description}</p></li>");
            }
            page.Raw("</ul>\n");
        }
    }

    private static void PathMarkup(Html page, string path)
    {
        var rest = path.AsSpan();
        while (rest.IndexOf('{') is >= 0 and var open)
        {
            var close = rest.IndexOf('}');
            Broken(page, rest[..open].ToString());
            page.Add($"<var>{rest[open..(close + 1)].ToString()}</var>");
            rest = rest[(close + 1)..];
        }
        Broken(page, rest.ToString());
    }

    private static void Broken(Html page, string text)
    {
        foreach (var (index, part) in text.Split('/').Index())
        {
            page.Raw(index == 0 ? "" : "/<wbr>").Add($"{part}");
        }
    }

    // A zero-width space would be copied with the path, so the index, which is not for copying, is the only place that breaks without markup.
    private static string Breakable(string path) =>
        path.Replace("/api/v2/accounts/{account_id}", "…").Replace("/api/v3/accounts/{account_id}", "…");

    private static void Sentence(Html page, string sentence)
    {
        var rest = sentence.AsSpan();
        while (rest.IndexOf('{') is >= 0 and var open)
        {
            var close = rest.IndexOf('}');
            page.Add($"{rest[..open].ToString()}<b>{rest[(open + 1)..close].ToString().Replace('_', ' ')}</b>");
            rest = rest[(close + 1)..];
        }
        page.Add($"{rest.ToString()}");
    }
}
