using Headgate.Testing;

namespace Headgate.Console.Tests;

/// <summary>What another site sees of the console, in a real browser.</summary>
[Collection(ConsoleCollection.Name)]
public sealed class FramesTests(ConsoleFixture console)
{
    [Fact]
    [Attack("CON-02")]
    public async Task A_page_is_not_shown_in_a_frame()
    {
        await using var visit = await console.OpenAsync("/docs/agents");
        await visit.Page.RouteAsync(
            "http://evil.test/**",
            route =>
                route.FulfillAsync(
                    new() { ContentType = "text/html", Body = $"<iframe src='{console.Url}/approvals' width=800 height=600></iframe>" }
                )
        );
        await visit.Page.GotoAsync("http://evil.test/");
        var frame = visit.Page.Frames.Single(f => f != visit.Page.MainFrame);
        var shown = await frame.ContentAsync();
        shown.ShouldNotContain("Approvals");
        shown.ShouldNotContain("Sign in");
    }

    [Fact]
    [Attack("AUD-13")]
    [Attack("CON-09")]
    public async Task Whatever_a_project_writes_is_text_on_every_page()
    {
        await using var visit = await console.OpenAsync("/");
        foreach (
            var path in (string[])
                [
                    "/",
                    "/agents",
                    "/jobs",
                    "/runs",
                    $"/runs/{console.FailedRun}",
                    "/record",
                    "/models",
                    $"/models/{console.Project.ProductionId}/model.orchard.fct_orders",
                    "/lineage?node=model.orchard.fct_orders",
                    "/account/projects",
                    "/policy",
                ]
        )
        {
            await visit.GoAsync(path);
            (await visit.Page.TitleAsync()).ShouldNotContain("taken", customMessage: path);
            (
                await visit
                    .Page.Locator("main :is(svg[onload], img[src=x], iframe, math, script, a[href^='javascript:'], a[href^='data:'])")
                    .CountAsync()
            ).ShouldBe(0, path);
        }
        visit.Complaints.ShouldBeEmpty();
        visit.RequestsElsewhere.ShouldBeEmpty();
    }
}
