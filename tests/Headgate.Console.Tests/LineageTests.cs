using System.Diagnostics;
using Headgate.Testing;
using Headgate.WebConsole.Words;

namespace Headgate.Console.Tests;

[Collection(ConsoleCollection.Name)]
public sealed class LineageTests(ConsoleFixture console, ITestOutputHelper output)
{
    [Fact]
    public async Task By_keyboard_one_walks_from_a_node_to_what_is_made_from_it()
    {
        await using var visit = await console.OpenAsync("/lineage?node=model.orchard.stg_orders&steps=1");
        (await visit.Page.Locator(".lineage a").CountAsync()).ShouldBe(4);
        await visit.Page.FocusAsync(".lineage a[aria-label^='int_order_lines']");
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Page.WaitForURLAsync("**int_order_lines**");
        (await visit.Page.Locator(".lineage a.here").GetAttributeAsync("aria-label"))!.ShouldStartWith("int_order_lines, model");
        (await visit.TextAsync()).ShouldContain("What the shop knows of int_order_lines. <script>");
        visit.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_box_takes_dbts_selectors_and_the_name_searches()
    {
        await using var visit = await console.OpenAsync("/lineage");
        await visit.Page.FillAsync("#select", "+dim_customers");
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Page.WaitForURLAsync("**select=**");
        var names = await visit
            .Page.Locator(".lineage a")
            .EvaluateAllAsync<string[]>("all => all.map(a => a.getAttribute('aria-label').split(',')[0])");
        names.ShouldContain("stg_payments");
        names.ShouldContain("dim_customers");
        names.ShouldNotContain("fct_sales");
        await visit.GoAsync("/lineage?select=tag:none_has_this");
        (await visit.TextAsync()).ShouldContain("No node fits");
    }

    [Fact]
    [Attack("CON-09")]
    public async Task What_is_drawn_is_saved_as_a_file_that_runs_nothing()
    {
        await using var visit = await console.OpenAsync("/lineage?node=model.orchard.int_order_payments&steps=1");
        var file = await visit.Page.RunAndWaitForDownloadAsync(() => visit.Page.ClickAsync("a:has-text('Save as SVG')"));
        file.SuggestedFilename.ShouldBe("lineage.svg");
        var path = Path.Combine(Path.GetTempPath(), $"headgate-{Guid.NewGuid():N}.svg");
        await file.SaveAsAsync(path);
        try
        {
            await visit.Page.GotoAsync("file://" + path);
            (await visit.Page.Locator("g").CountAsync()).ShouldBe(5);
            (await visit.Page.Locator("script, foreignObject, a").CountAsync()).ShouldBe(0);
            visit.Complaints.ShouldBeEmpty();
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Nodes_stand_right_of_all_that_they_are_made_from()
    {
        var random = new Random(7);
        List<LineageNode> nodes = [];
        for (var i = 0; i < 2_000; i++)
        {
            var parents = Enumerable
                .Range(0, i == 0 ? 0 : random.Next(0, 4))
                .Select(_ => $"model.p.m{random.Next(Math.Max(0, i - 200), i)}")
                .Distinct()
                .ToList();
            nodes.Add(new LineageNode($"model.p.m{i}", $"m{i}", "model", parents, null, null));
        }
        var began = Stopwatch.GetTimestamp();
        var layout = LineageLayout.Of(nodes);
        output.WriteLine($"2,000 nodes laid out in {Stopwatch.GetElapsedTime(began).TotalMilliseconds:0} ms");
        layout.Nodes.Count.ShouldBe(2_000);
        layout.Edges.ShouldAllBe(e => e.From.Column < e.To.Column);
        layout.Nodes.Select(n => (n.Column, n.Row)).Distinct().Count().ShouldBe(2_000);
    }

    [Fact]
    public void A_lineage_that_a_project_made_deep_or_circular_is_laid_out_all_the_same()
    {
        var deep = Enumerable
            .Range(0, 20_000)
            .Select(i => new LineageNode($"m{i}", $"m{i}", "model", i == 0 ? [] : [$"m{i - 1}"], null, null))
            .ToList();
        LineageLayout.Of(deep).Columns.ShouldBe(20_000);
        LineageNode[] circle = [new("a", "a", "model", ["b"], null, null), new("b", "b", "model", ["a"], null, null)];
        LineageLayout.Of(circle).Nodes.Count.ShouldBe(2);
    }
}
