using System.Diagnostics;
using Microsoft.Playwright;

namespace Headgate.Console.Tests;

/// <summary>What holds for every page, at each width and in both colours.</summary>
[Collection(ConsoleCollection.Name)]
public sealed class EveryPageTests(ConsoleFixture console, ITestOutputHelper output)
{
    private static readonly (string Name, Func<ConsoleFixture, string> Path)[] Pages =
    [
        ("home", _ => "/"),
        ("runs", _ => "/runs"),
        ("run", c => $"/runs/{c.FailedRun}"),
        ("jobs", _ => "/jobs"),
        ("job", c => $"/jobs/{c.Project.JobId}"),
        ("agents", _ => "/agents"),
        ("agent", c => $"/agents/{c.Agent}"),
        ("agent-new", _ => "/agents/new"),
        ("approvals", _ => "/approvals"),
        ("record", _ => "/record"),
        ("record-entry", _ => "/record/5"),
        ("lineage", _ => "/lineage?node=model.orchard.int_order_payments&steps=3"),
        ("account", _ => "/account"),
        ("sessions", _ => "/account/sessions"),
        ("sign-in", _ => "/sign-in"),
        ("policy", _ => "/policy"),
        ("operations", c => $"/operations?agent={c.Agent}"),
        ("operation", _ => "/operations/jobs.trigger"),
        ("job-new", _ => "/account/jobs/new"),
        ("models", _ => "/models"),
        ("model", c => $"/models/{c.Project.ProductionId}/model.orchard.fct_orders"),
        ("metrics", _ => "/metrics"),
        ("run-path", c => $"/runs/{c.FailedRun}?view=path"),
        ("run-compared", c => $"/runs/{c.FailedRun}?view=compare"),
        ("webhooks", _ => "/account/webhooks"),
        ("connection-new", _ => "/account/connections/new"),
        ("environment-new", _ => "/account/environments/new"),
        ("token-new", _ => "/account/tokens/new"),
        ("webhook-new", _ => "/account/webhooks/new"),
        ("user-new", _ => "/account/users/new"),
        ("user", c => $"/account/users/thing/{c.Owner}"),
        ("group", c => $"/account/groups/thing/{c.Group}"),
        ("workload-new", _ => "/account/workloads/new"),
    ];

    private static readonly string[] Pictured =
    [
        "home",
        "run",
        "agent",
        "record",
        "lineage",
        "sign-in",
        "policy",
        "models",
        "model",
        "token-new",
        "environment-new",
        "user-new",
        "user",
        "group",
    ];

    public static TheoryData<int, ColorScheme> Looks() =>
        new()
        {
            { 1440, ColorScheme.Light },
            { 1440, ColorScheme.Dark },
            { 1024, ColorScheme.Light },
            { 390, ColorScheme.Light },
        };

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task Every_page_is_whole_and_reachable(int width, ColorScheme colours)
    {
        await using var visit = await console.OpenAsync("/", width, colours);
        List<string> faults = [];
        foreach (var (name, path) in Pages)
        {
            var began = Stopwatch.GetTimestamp();
            var response = await visit.GoAsync(path(console));
            var took = Stopwatch.GetElapsedTime(began);
            if (response!.Status != 200)
            {
                faults.Add($"{name}: status {response.Status}");
            }
            var wide = await visit.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth");
            if (wide > width)
            {
                faults.Add($"{name}: {wide} px wide in {width}");
            }
            // What axe sees hangs on colours and on what a narrow window folds away: the other pages are made of the same parts.
            if ((width, colours) == (1440, ColorScheme.Light) || (width != 1024 && Pictured.Contains(name)))
            {
                faults.AddRange((await visit.ViolationsAsync()).Select(v => $"{name}: {v}"));
            }
            var kilobytes = await visit.Page.EvaluateAsync<double>(
                "() => performance.getEntries().reduce((sum, e) => sum + (e.transferSize ?? 0), 0) / 1000"
            );
            var paint = await visit.Page.EvaluateAsync<double>(
                "() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? -1"
            );
            output.WriteLine($"{name} at {width}: first paint {paint:0} ms, whole after {took.TotalMilliseconds:0} ms, {kilobytes:0} kB");
            if (width != 1024 && Pictured.Contains(name))
            {
                await visit.PictureAsync(name, width, colours);
            }
        }
        faults.AddRange(visit.Complaints);
        faults.AddRange(visit.RequestsElsewhere);
        string.Join('\n', faults).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_page_needs_no_script()
    {
        await using var visit = await console.OpenAsync($"/agents/{console.Agent}", scripts: false);
        (await visit.TextAsync()).ShouldContain("What it may do");
        await visit.GoAsync($"/runs/{console.FailedRun}");
        (await visit.TextAsync()).ShouldContain("Done. PASS=1 ERROR=1");
    }

    [Fact]
    public async Task The_first_tab_skips_to_the_page()
    {
        await using var visit = await console.OpenAsync("/runs");
        await visit.Page.Keyboard.PressAsync("Tab");
        (await visit.Page.EvaluateAsync<string>("() => document.activeElement.textContent")).ShouldBe("Skip to the page");
        await visit.Page.Keyboard.PressAsync("Enter");
        (await visit.Page.EvaluateAsync<string>("() => document.activeElement.id")).ShouldBe("content");
    }

    [Fact]
    public async Task What_a_project_writes_is_text_and_never_markup()
    {
        await using var visit = await console.OpenAsync($"/runs/{console.FailedRun}");
        (await visit.TextAsync()).ShouldContain("onerror=");
        (await visit.Page.TitleAsync()).ShouldNotContain("taken");
        (await visit.Page.Locator("main img[src=x]").CountAsync()).ShouldBe(0);
        (await visit.Page.InnerTextAsync(".log")).ShouldNotContain('\x1b');
        await visit.GoAsync("/agents");
        (await visit.TextAsync()).ShouldContain("<script>");
        (await visit.Page.TitleAsync()).ShouldNotContain("taken");
        visit.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_page_that_is_none_says_so()
    {
        await using var visit = await console.OpenAsync();
        await visit.GoAsync("/agents/one/two/three");
        (await visit.TextAsync()).ShouldContain("There is no such page");
        await visit.GoAsync("/runs/999999");
        (await visit.TextAsync()).ShouldContain("This run cannot be shown");
        (await visit.Page.Locator(".trouble code").InnerTextAsync()).Length.ShouldBe(16);
    }
}
