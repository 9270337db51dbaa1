namespace Headgate.Platform.Guide;

/// <summary>The guide as one page. It is whole without scripts; the script adds search, filters, copying and the choice of colours.</summary>
internal static partial class GuidePage
{
    /// <summary>The page.</summary>
    public static string Render(GuideDocument guide)
    {
        var page = new Html();
        page.Add(
            $"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Headgate: what an agent can call</title>
            <meta name="description" content="{GuideTexts.Lead}">
            <link rel="icon" href="/guide/mark.svg" type="image/svg+xml">
            <link rel="stylesheet" href="/guide/tokens.css">
            <link rel="stylesheet" href="/guide/guide.css">
            <link rel="alternate" type="text/markdown" href="/guide.md" title="The guide as Markdown">
            <link rel="alternate" type="application/json" href="/guide.json" title="The guide as JSON">
            <script src="/guide/theme.js"></script>
            <script src="/guide/guide.js" defer></script>
            </head>
            <body>
            <a class="skip" href="#content">Skip to the guide</a>

            """
        );
        Top(page, guide);
        page.Raw("<div class=\"frame\">\n");
        Side(page, guide);
        page.Raw("<main id=\"content\" tabindex=\"-1\">\n");
        Opening(page, guide);
        Decision(page);
        Filters(page, guide);
        foreach (var area in guide.Areas)
        {
            AreaSection(page, area);
        }
        page.Raw(
            "<p class=\"empty\" id=\"nothing\" hidden>No operation fits. <button type=\"button\" class=\"link\" data-clear>Clear search and filters</button></p>\n"
        );
        Tools(page, guide);
        Events(page, guide);
        Paging(page, guide);
        Errors(page, guide);
        Limits(page, guide);
        Versions(page, guide);
        Questions(page, guide);
        page.Add($"<footer class=\"foot\">Headgate {guide.Version}. Made from the catalogue of operations of this server.</footer>\n");
        page.Raw("</main>\n</div>\n<div id=\"said\" class=\"unseen\" role=\"status\" aria-live=\"polite\"></div>\n</body>\n</html>\n");
        return page.ToString();
    }

    private static void Top(Html page, GuideDocument guide)
    {
        page.Raw("<header class=\"top\"><div class=\"bar\">\n<a class=\"brand\" href=\"#content\">")
            .Raw(Mark)
            .Raw("<span>Headgate</span><span class=\"brand-what\">Guide for agents</span></a>\n");
        page.Add(
            $"""
            <form class="search" role="search" id="search-form"><label class="unseen" for="search">Search {guide.Operations.Count()} operations</label>
            <svg class="lens" viewBox="0 0 16 16" aria-hidden="true"><circle cx="7" cy="7" r="4.5"/><path d="m10.5 10.5 3.5 3.5"/></svg>
            <input id="search" type="search" placeholder="Search paths, words, permissions" autocomplete="off" spellcheck="false"><kbd aria-hidden="true">/</kbd></form>
            <nav class="forms" aria-label="Other forms of this guide"><a href="/guide.md">Markdown</a><a href="/guide.json">JSON</a><a href="/openapi/v2.json">OpenAPI v2</a><a href="/openapi/v3.json">v3</a></nav>
            <button type="button" class="theme" id="theme" aria-label="Colours: as the system" title="Colours: as the system"><svg viewBox="0 0 16 16" aria-hidden="true"><circle cx="8" cy="8" r="6"/><path d="M8 2a6 6 0 0 1 0 12z"/></svg></button>
            </div></header>

            """
        );
    }

    private static void Side(Html page, GuideDocument guide)
    {
        page.Raw("<nav class=\"side\" aria-label=\"Guide\"><details class=\"menu\" id=\"menu\"><summary>Contents</summary>\n<ul>\n");
        page.Raw(
            "<li><a href=\"#start\">First call</a></li><li><a href=\"#decision\">How a call is decided</a></li>\n</ul>\n<p class=\"side-title\">Operations</p>\n<ul>\n"
        );
        foreach (var area in guide.Areas)
        {
            page.Add(
                $"<li><a href=\"#{area.Id}\">{area.Title}<span class=\"count\" data-count-of=\"{area.Id}\">{area.Operations.Count}</span></a>"
            );
            if (area.Operations.Count > 0)
            {
                page.Raw("<ul class=\"ops\">");
                foreach (var operation in area.Operations)
                {
                    page.Add(
                        $"<li data-link=\"{operation.Id}\"><a href=\"#{operation.Id}\"><span class=\"side-op\">{operation.Summary}</span><span class=\"verb {operation.Method.ToLowerInvariant()}\">{Short(operation.Method)}</span></a></li>"
                    );
                }
                page.Raw("</ul>");
            }
            page.Raw("</li>\n");
        }
        page.Raw("</ul>\n<p class=\"side-title\">Reference</p>\n<ul>\n");
        foreach (var (id, title) in References.Where(r => r.Id != "mcp" || guide.Tools.Count > 0))
        {
            page.Add($"<li><a href=\"#{id}\">{title}</a></li>");
        }
        page.Raw("\n</ul>\n</details></nav>\n");
    }

    private static void Opening(Html page, GuideDocument guide)
    {
        var operations = guide.Operations.ToList();
        page.Add(
            $"""
            <section class="opening" id="start" aria-labelledby="title">
            <div class="words"><h1 id="title">What an agent can call</h1>
            <p class="lead">{GuideTexts.Lead}</p>
            <ul class="facts"><li><b>{operations.Count}</b> operations</li><li><b>{operations.Count(o =>
                o.Access == "read"
            )}</b> read</li><li><b>{operations.Count(o => o.Access == "write")}</b> write</li><li><b>{guide.Areas.Sum(a =>
                a.Capabilities.Count
            )}</b> capabilities</li></ul>
            <h2 class="small" id="authentication">Authentication</h2>
            <p>{GuideTexts.Authentication}</p>
            <h2 class="small">Answers</h2>
            <p>{GuideTexts.Envelope}</p>
            </div>
            <div class="sample">
            """
        );
        Code(
            page,
            "First call",
            """
            export HEADGATE_URL=http://127.0.0.1:8580
            export AGENT_KEY=hga_…       # printed by ./headgate up
            export ACCOUNT_ID=1

            curl -H "Authorization: Bearer $AGENT_KEY" \
              "$HEADGATE_URL/api/v2/accounts/$ACCOUNT_ID/runs/?limit=1"
            """
        );
        Code(
            page,
            "Answer",
            """
            {
              "status": {
                "code": 200,
                "is_success": true,
                "user_message": "Success!",
                "developer_message": ""
              },
              "data": [{ "id": 1, "status": 10, "is_success": true }],
              "extra": {
                "filters": { "limit": 1, "offset": 0 },
                "order_by": "id",
                "pagination": { "count": 1, "total_count": 1 }
              }
            }
            """
        );
        page.Raw("</div></section>\n");
    }

    private static void Decision(Html page)
    {
        page.Raw(
            "<section class=\"decision\" id=\"decision\" aria-labelledby=\"decision-title\"><h2 id=\"decision-title\">How a call is decided</h2>\n<ol class=\"path\">\n"
        );
        foreach (var (name, words) in Steps)
        {
            page.Add($"<li><b>{name}</b><span>{words}</span></li>");
        }
        page.Raw(
            "\n</ol>\n<p>What stands in no entry of this guide does not exist: a call to it is refused, and the refusal is recorded too. Denied is the resting state; a grant names a capability, a level and a scope.</p></section>\n"
        );
    }

    private static void Code(Html page, string title, string code)
    {
        page.Add(
            $"<figure class=\"code\"><figcaption>{title}<button type=\"button\" class=\"copy\" data-copy>Copy</button></figcaption><pre tabindex=\"0\"><code>"
        );
        foreach (var (index, line) in code.Split('\n').Index())
        {
            page.Add($"{(index == 0 ? "" : "\n")}");
            var comment = line.IndexOf("# ", StringComparison.Ordinal);
            if (comment >= 0)
            {
                page.Add($"{line[..comment]}<span class=\"dim\">{line[comment..]}</span>");
            }
            else
            {
                page.Add($"{line}");
            }
        }
        page.Raw("</code></pre></figure>\n");
    }

    private static string Short(string method) => method == "DELETE" ? "DEL" : method;

    private static readonly (string Name, string Words)[] Steps =
    [
        ("Operation", "Path and method name one entry of this guide."),
        ("Who", "The key or token says which caller it is."),
        ("May they", "The grant or permission set covers it, there."),
        ("Record", "The intent is written, on disk, before any write."),
        ("Do it", "The operation is done, once."),
        ("Record", "The outcome is written."),
        ("Answer", "dbt's envelope, with the rows in scope."),
    ];

    private static readonly (string Id, string Title)[] References =
    [
        ("mcp", "Tools for agents (MCP)"),
        ("events", "Webhook events"),
        ("paging", "Paging"),
        ("errors", "Status codes"),
        ("limits", "Limits and sizes"),
        ("versions", "Versions"),
        ("questions", "Questions"),
    ];

    private const string Mark =
        """<svg class="mark" viewBox="0 0 24 24" aria-hidden="true"><path class="post" d="M4 3v18M20 3v18M4 5h16"/><path class="board" d="M7 8h10v6H7z"/><path class="water" d="M7 18c1.7-1.6 3.3-1.6 5 0s3.3 1.6 5 0"/></svg>""";
}
