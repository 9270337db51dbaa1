using System.Text.Json.Nodes;
using Headgate.Catalogue;
using Headgate.Platform.Guide;
using Headgate.Platform.Guide.OpenApi;
using Headgate.Wire;

namespace Headgate.Platform.Tests.Guide;

public sealed class GuideDocumentTests
{
    private static readonly Operation Cancel = new()
    {
        Id = "runs.cancel",
        Method = "POST",
        Route = "/api/v2/accounts/{account_id:long}/runs/{run_id:long}/cancel/",
        Capability = Capabilities.CancelRun,
        Permission = Permission.Write(PermissionResource.Runs),
        Suffices = ["Job Runner"],
        Risk = "Stops work; <b>tables</b> stay half built.",
        Target = TargetRule.Run(),
        Sentence = "{actor} cancelled {target}",
        Summary = "Cancel a run",
        Description = "Stops a run.",
        Answers = AnswerForm.Anything,
        Source = "openapi-v2: Cancel Run",
        Event = "job.run.completed",
    };

    private static readonly GuideDocument Guide = GuideDocument.Of([Cancel], new WireSettings(), "1.2.3");

    [Fact]
    public void An_operation_is_shown_with_what_it_needs()
    {
        var shown = Guide.Operations.Single();
        shown.Path.ShouldBe("/api/v2/accounts/{account_id}/runs/{run_id}/cancel/");
        shown.Level.ShouldBe("full");
        shown.Permission.ShouldBe("runs write");
        shown.PermissionSets.ShouldBe(["Job Runner"]);
        shown
            .Parameters.Select(p => (p.Name, p.Place, p.Type))
            .ShouldBe([("account_id", "path", "integer"), ("run_id", "path", "integer")]);
        shown.Example.ShouldContain("-X POST");
        shown.Example.ShouldContain("\"$HEADGATE_URL/api/v2/accounts/$ACCOUNT_ID/runs/$RUN_ID/cancel/\"");
    }

    [Fact]
    public void Events_name_the_operations_that_lead_to_them() =>
        Guide.Events.Single(e => e.Name == "job.run.completed").CausedBy.ShouldBe(["runs.cancel"]);

    [Fact]
    public void Limits_are_those_of_the_server()
    {
        var strict = GuideDocument.Of([Cancel], new WireSettings { PageLimit = null, RequestsPerMinute = 12 }, "1.2.3");
        strict.Limits.ShouldContain(l => l.Value.StartsWith("no limit"));
        strict.Limits.ShouldContain(l => l.Value == "12 a minute");
    }

    [Fact]
    public void The_page_escapes_what_operations_say()
    {
        var page = GuidePage.Render(Guide);
        page.ShouldContain("&lt;b&gt;tables&lt;/b&gt;");
        page.ShouldNotContain("<b>tables</b>");
        page.ShouldContain("id=\"runs.cancel\"");
    }

    [Fact]
    public void The_json_has_the_same_operations()
    {
        var json = JsonNode.Parse(GuideJson.Render(Guide))!;
        var operation = json["areas"]!.AsArray().SelectMany(a => a!["operations"]!.AsArray()).Single()!;
        operation["id"]!.ToString().ShouldBe("runs.cancel");
        operation["capability"]!.ToString().ShouldBe("runs.cancel");
        json["version"]!.ToString().ShouldBe("1.2.3");
    }

    [Fact]
    public void The_markdown_has_a_heading_and_a_call_for_each_operation()
    {
        var text = GuideMarkdown.Render(Guide);
        text.ShouldContain("### Cancel a run\n");
        text.ShouldContain("- A token needs: runs write; sets that suffice: Job Runner\n");
        text.ShouldEndWith("\n");
        text.ShouldNotEndWith("\n\n");
    }

    [Fact]
    public void The_openapi_description_has_each_path_of_its_version_only()
    {
        var both = JsonNode.Parse(GuideOpenApi.Render(Guide, null))!;
        both["openapi"]!.ToString().ShouldBe("3.1.0");
        both["paths"]!["/api/v2/accounts/{account_id}/runs/{run_id}/cancel/"]!["post"]!["operationId"]!.ToString().ShouldBe("runs.cancel");
        JsonNode.Parse(GuideOpenApi.Render(Guide, "v3"))!["paths"]!.AsObject().Count.ShouldBe(0);
    }
}
