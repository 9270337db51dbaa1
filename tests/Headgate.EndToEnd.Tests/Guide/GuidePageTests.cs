using Microsoft.Playwright;

namespace Headgate.EndToEnd.Tests.Guide;

public sealed class GuidePageTests(GuideBrowser browser) : IClassFixture<GuideBrowser>
{
    [Theory]
    [InlineData("/mcp")]
    [InlineData("/docs/agents")]
    public async Task The_page_asks_no_other_host_and_complains_of_nothing(string path)
    {
        await using var visit = await browser.OpenAsync(path: path);
        await visit.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        visit.Complaints.ShouldBeEmpty();
        visit.RequestsElsewhere.ShouldBeEmpty();
        (await visit.ShownAsync()).Count.ShouldBeGreaterThan(30);
    }

    [Fact]
    public async Task Search_narrows_the_operations_to_those_with_all_words()
    {
        await using var visit = await browser.OpenAsync();
        var all = await visit.ShownAsync();
        await visit.Page.FillAsync("#search", "cancel run");
        var shown = await visit.ShownAsync();
        shown.ShouldContain("runs.cancel");
        shown.Count.ShouldBeLessThan(all.Count);
        shown.ShouldNotContain("projects.list");
        (await visit.Page.TextContentAsync("#shown"))!.ShouldBe($"{shown.Count} of {all.Count} operations");
        visit.Page.Url.ShouldContain("q=cancel+run");
    }

    [Fact]
    public async Task Search_finds_paths()
    {
        await using var visit = await browser.OpenAsync();
        await visit.Page.FillAsync("#search", "/jobs/{job_id}/run");
        (await visit.ShownAsync()).ShouldContain("jobs.trigger");
    }

    [Fact]
    public async Task Filters_by_method_and_access_combine()
    {
        await using var visit = await browser.OpenAsync();
        await visit.Page.ClickAsync("[data-filter=method][data-value=DELETE]");
        var deletes = await visit.ShownAsync();
        deletes.ShouldContain("jobs.delete");
        deletes.ShouldNotContain("jobs.list");
        await visit.Page.ClickAsync("[data-filter=access][data-value=read]");
        (await visit.ShownAsync()).ShouldBeEmpty();
        (await visit.Page.IsVisibleAsync("#nothing")).ShouldBeTrue();
        await visit.Page.ClickAsync("#nothing [data-clear]");
        (await visit.ShownAsync()).Count.ShouldBeGreaterThan(deletes.Count);
    }

    [Fact]
    public async Task A_permission_set_shows_what_it_suffices_for()
    {
        await using var visit = await browser.OpenAsync();
        await visit.Page.SelectOptionAsync("#permission", "set:Job Runner");
        var shown = await visit.ShownAsync();
        shown.ShouldContain("jobs.trigger");
        shown.ShouldNotContain("projects.create");
    }

    [Fact]
    public async Task Filters_live_in_the_address()
    {
        await using var visit = await browser.OpenAsync(path: "/docs/agents?method=DELETE&access=write");
        var shown = await visit.ShownAsync();
        shown.ShouldNotBeEmpty();
        shown.ShouldNotContain("jobs.list");
        (await visit.Page.GetAttributeAsync("[data-filter=method][data-value=DELETE]", "aria-pressed")).ShouldBe("true");
    }

    [Fact]
    public async Task A_slash_leads_to_the_search_and_escape_clears_it()
    {
        await using var visit = await browser.OpenAsync();
        var all = await visit.ShownAsync();
        await visit.Page.Keyboard.PressAsync("/");
        await visit.Page.Keyboard.TypeAsync("webhook");
        (await visit.ShownAsync()).Count.ShouldBeLessThan(all.Count);
        await visit.Page.Keyboard.PressAsync("Escape");
        (await visit.ShownAsync()).Count.ShouldBe(all.Count);
    }

    [Fact]
    public async Task A_link_to_a_hidden_operation_shows_it()
    {
        await using var visit = await browser.OpenAsync(path: "/docs/agents?method=DELETE#jobs.list");
        (await visit.ShownAsync()).ShouldContain("jobs.list");
    }

    [Fact]
    public async Task The_colours_follow_the_system_and_the_readers_choice()
    {
        await using var dark = await browser.OpenAsync(colours: ColorScheme.Dark);
        var system = await BackgroundAsync(dark);
        await using var light = await browser.OpenAsync(colours: ColorScheme.Light);
        var other = await BackgroundAsync(light);
        system.ShouldNotBe(other);
        await light.Page.ClickAsync("#theme");
        (await BackgroundAsync(light)).ShouldBe(other);
        await light.Page.ClickAsync("#theme");
        (await BackgroundAsync(light)).ShouldBe(system);
        await light.Page.ReloadAsync();
        (await BackgroundAsync(light)).ShouldBe(system);
    }

    [Theory]
    [InlineData(390)]
    [InlineData(1024)]
    [InlineData(1440)]
    public async Task Nothing_is_wider_than_the_window(int width)
    {
        await using var visit = await browser.OpenAsync(width);
        (await visit.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(width);
    }

    [Fact]
    public async Task The_page_does_not_move_while_it_loads()
    {
        await using var visit = await browser.OpenAsync();
        var shift = await visit.Page.EvaluateAsync<double>(
            """
            () => new Promise(done => {
              let sum = 0;
              new PerformanceObserver(list => list.getEntries().forEach(e => { if (!e.hadRecentInput) sum += e.value; })).observe({ type: 'layout-shift', buffered: true });
              setTimeout(() => done(sum), 300);
            })
            """
        );
        shift.ShouldBeLessThan(0.02);
    }

    [Fact]
    public async Task Without_scripts_everything_is_there()
    {
        await using var visit = await browser.OpenAsync();
        var page = await visit.Page.APIRequest.GetAsync(browser.Url + "/docs/agents");
        var text = await page.TextAsync();
        text.ShouldContain("id=\"jobs.trigger\"");
        text.ShouldNotContain("<script>");
        text.ShouldNotContain(" style=\"");
        text.ShouldNotContain(" onclick=");
        page.Headers["content-security-policy"].ShouldContain("default-src 'none'");
        page.Headers["content-security-policy"].ShouldNotContain("unsafe");
    }

    private static Task<string> BackgroundAsync(GuideVisit visit) =>
        visit.Page.EvaluateAsync<string>("() => getComputedStyle(document.documentElement).backgroundColor");
}
