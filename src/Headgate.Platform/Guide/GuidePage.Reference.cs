namespace Headgate.Platform.Guide;

/// <summary>The part of the page that belongs to no single operation: events, paging, status codes, limits, versions, questions.</summary>
internal static partial class GuidePage
{
    private static void Events(Html page, GuideDocument guide)
    {
        Open(
            page,
            "events",
            "Webhook events",
            "An event is posted to every active subscription that asks for it, at most five times until a 2xx comes back within ten seconds."
        );
        page.Raw(
            "<div class=\"two\"><div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Webhook events\"><table><thead><tr><th scope=\"col\">Event</th><th scope=\"col\">When</th><th scope=\"col\">Begins with</th></tr></thead><tbody>\n"
        );
        foreach (var e in guide.Events)
        {
            page.Add($"<tr><th scope=\"row\"><code>{e.Name}</code></th><td>{e.When}</td><td>");
            foreach (var (index, id) in e.CausedBy.Index())
            {
                page.Add($"{(index == 0 ? "" : ", ")}").Add($"<a href=\"#{id}\">{id}</a>");
            }
            page.Raw("</td></tr>\n");
        }
        page.Raw("</tbody></table></div>\n<div class=\"sample\">");
        Code(
            page,
            "Body of an event",
            """
            {
              "accountId": 1,
              "eventId": "wev_2L6Z3l8uPedXKPq9D2nWbPIip7Z",
              "timestamp": "2026-01-31T19:28:15.742843678Z",
              "eventType": "job.run.completed",
              "webhookName": "Notify the dashboard",
              "data": { "jobId": "1", "jobName": "Nightly build",
                        "runId": "218726483", "environmentName": "Production",
                        "projectName": "Orchard shop", "runStatus": "Success",
                        "runStatusCode": 10, "runReason": "New orders have arrived" }
            }
            """
        );
        Code(
            page,
            "Checking the signature",
            """
            import hashlib, hmac

            def is_signed(body: bytes, authorization: str, secret: str) -> bool:
                digest = hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
                return hmac.compare_digest(digest, authorization)
            """
        );
        page.Raw("</div></div>\n");
        Close(page);
    }

    private static void Paging(Html page, GuideDocument guide)
    {
        Open(
            page,
            "paging",
            "Paging",
            "Lists take these parameters. extra.pagination.count says how many records came, total_count how many there are in the caller's scope."
        );
        page.Raw("<div class=\"two\"><div><ul class=\"parameters\">");
        foreach (var p in guide.Paging)
        {
            page.Add(
                $"<li><p class=\"parameter\"><code>{p.Name}</code><span class=\"type\">{p.Type}</span></p><p>{p.Description}</p></li>"
            );
        }
        page.Raw("</ul></div>\n<div class=\"sample\">");
        Code(
            page,
            "All runs, page by page",
            """
            offset=0
            while :; do
              page=$(curl -s -H "Authorization: Bearer $AGENT_KEY" \
                "$HEADGATE_URL/api/v2/accounts/$ACCOUNT_ID/runs/?limit=100&offset=$offset")
              printf '%s\n' "$page" | jq -c '.data[]'
              count=$(printf '%s' "$page" | jq .extra.pagination.count)
              [ "$count" -lt 100 ] && break
              offset=$((offset + 100))
            done
            """
        );
        page.Raw("</div></div>\n");
        Close(page);
    }

    private static void Errors(Html page, GuideDocument guide)
    {
        Open(
            page,
            "errors",
            "Status codes",
            "A refusal has the same envelope as an answer; status.user_message is a sentence for a person or a model, and data names the fields that are wrong."
        );
        page.Raw(
            "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Status codes\"><table class=\"statuses\"><thead><tr><th scope=\"col\">Code</th><th scope=\"col\">It means</th><th scope=\"col\">What to do</th></tr></thead><tbody>\n"
        );
        foreach (var s in guide.Statuses)
        {
            page.Add(
                $"<tr><th scope=\"row\"><span class=\"status c{s.Code / 100}\">{s.Code}</span> {s.Name}</th><td>{s.Meaning}</td><td>{s.ToDo}</td></tr>\n"
            );
        }
        page.Raw("</tbody></table></div>\n");
        Close(page);
    }

    private static void Limits(Html page, GuideDocument guide)
    {
        Open(page, "limits", "Limits and sizes", "As this server is set up.");
        page.Raw(
            "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Limits and sizes\"><table><thead><tr><th scope=\"col\">Of what</th><th scope=\"col\">How much</th><th scope=\"col\">Beyond it</th></tr></thead><tbody>\n"
        );
        foreach (var limit in guide.Limits)
        {
            page.Add($"<tr><th scope=\"row\">{limit.Name}</th><td>{limit.Value}</td><td>{limit.Beyond}</td></tr>\n");
        }
        page.Raw("</tbody></table></div>\n");
        Close(page);
    }

    private static void Versions(Html page, GuideDocument guide)
    {
        Open(page, "versions", "Versions", "Two versions of the API stand side by side, and an integration calls both.");
        page.Raw(
            "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Versions\"><table><thead><tr><th scope=\"col\">Version</th><th scope=\"col\">Operations</th><th scope=\"col\">What it is for</th></tr></thead><tbody>\n"
        );
        foreach (var version in guide.Versions)
        {
            page.Add(
                $"<tr><th scope=\"row\">{version.Name}</th><td class=\"number\">{version.Operations}</td><td>{version.Summary}</td></tr>\n"
            );
        }
        page.Raw(
            "</tbody></table></div>\n<h3 class=\"small\" id=\"changes\">Changes</h3><ul class=\"changes\" aria-labelledby=\"changes\">\n"
        );
        foreach (var change in guide.Changes)
        {
            page.Add(
                $"<li><b>{change.Version}</b> {change.Text} <span class=\"hint\">{(change.Operations.Count > 6 ? change.Operations.Count + " operations" : string.Join(", ", change.Operations))}</span></li>\n"
            );
        }
        page.Raw("</ul>\n");
        Close(page);
    }

    private static void Questions(Html page, GuideDocument guide)
    {
        Open(page, "questions", "Questions", "What people who build agents ask.");
        foreach (var question in guide.Questions)
        {
            page.Add($"<details class=\"question\"><summary>{question.Question}</summary><p>{question.Answer}</p></details>\n");
        }
        Close(page);
    }

    private static void Open(Html page, string id, string title, string lead) =>
        page.Add(
            $"<section class=\"reference\" id=\"{id}\" aria-labelledby=\"{id}-title\"><h2 id=\"{id}-title\"><a class=\"anchor\" href=\"#{id}\">{title}</a></h2><p class=\"lead\">{lead}</p>\n"
        );

    private static void Close(Html page) => page.Raw("</section>\n");
}
