using System.Net;
using System.Text.Json.Nodes;
using Headgate.Dbt.Execution.Docs;
using Headgate.Dbt.Tests.Commands;
using Headgate.Dbt.Tests.Parsing;

namespace Headgate.Dbt.Tests.Execution.Docs;

public sealed class DocsPageTests : IDisposable
{
    private const string Start = "<script type=\"application/json\" id=\"data\">";

    private readonly ProjectFolder _project = new();

    public void Dispose() => _project.Dispose();

    [Fact]
    public async Task The_page_holds_columns_code_and_what_needs_what_as_data()
    {
        _project.Write("models/a.sql", "select 1 as id, 'x' as word");
        _project.Write("models/b.sql", "select id from {{ ref('a') }}");
        _project.Write(
            "models/p.yml",
            "models: [{name: a, description: \"</script><b>& 'end'\", config: {tags: [t]}, columns: [{name: ID, description: The key, data_tests: [unique]}]}]"
        );
        (await EngineCall.RunAsync(_project.Path, "run")).ExitCode.ShouldBe(0);

        var call = await EngineCall.RunAsync(_project.Path, "docs generate");

        call.ExitCode.ShouldBe(0, call.Output);
        var page = await File.ReadAllTextAsync(Path.Combine(_project.Path, "target", "index.html"), TestContext.Current.CancellationToken);
        page.ShouldNotContain("{{data}}");
        page.Split("</script>").Length.ShouldBe(3, "the data ends no element");
        var start = page.IndexOf(Start, StringComparison.Ordinal) + Start.Length;
        var data = JsonNode.Parse(page[start..page.IndexOf("</script>", start, StringComparison.Ordinal)])!;
        data["project"]!.GetValue<string>().ShouldBe("shop");
        var resources = data["resources"]!.AsArray().ToDictionary(r => r!["id"]!.GetValue<string>(), r => r!);
        var a = resources["model.shop.a"];
        a["description"]!.GetValue<string>().ShouldBe("</script><b>& 'end'");
        a["columns"]!
            .AsArray()
            .Select(c => (c!["name"]!.GetValue<string>(), c["description"]!.GetValue<string>()))
            .ShouldBe([("id", "The key"), ("word", "")]);
        var b = resources["model.shop.b"];
        b["needs"]!.AsArray().Select(n => n!.GetValue<string>()).ShouldBe(["model.shop.a"]);
        b["raw"]!.GetValue<string>().ShouldContain("ref('a')");
        b["compiled"]!.GetValue<string>().ShouldContain("\"main\".\"a\"");
        var test = resources.Single(r => r.Key.StartsWith("test.shop.unique_a", StringComparison.Ordinal)).Value;
        (test["column"]!.GetValue<string>(), test["attached"]!.GetValue<string>()).ShouldBe(("ID", "model.shop.a"));
        resources.Keys.ShouldNotContain(id => id.StartsWith("macro.dbt.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Served_are_the_page_and_its_artifacts_and_nothing_else()
    {
        _project.Write("target/index.html", "<p>page</p>");
        _project.Write("target/manifest.json", "{}");
        _project.Write("target/run_results.json", "secret");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        using var server = DocsServer.Start(Path.Combine(_project.Path, "target"), "127.0.0.1", 0);
        var serving = server.ServeAsync(stop.Token);
        using var client = new HttpClient { BaseAddress = new Uri(server.Address) };

        (await client.GetStringAsync("/", stop.Token)).ShouldBe("<p>page</p>");
        (await client.GetStringAsync("/manifest.json", stop.Token)).ShouldBe("{}");
        foreach (var path in (string[])["/run_results.json", "/%2e%2e/dbt_project.yml", "/catalog.json"])
        {
            (await client.GetAsync(path, stop.Token)).StatusCode.ShouldBe(HttpStatusCode.NotFound, path);
        }
        using var posted = await client.PostAsync("/", null, stop.Token);
        posted.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);

        await stop.CancelAsync();
        await serving;
    }

    [Fact]
    public async Task Serving_wants_what_generating_writes()
    {
        var call = await EngineCall.RunAsync(_project.Path, "docs serve --no-browser");

        call.ExitCode.ShouldBe(2);
        call.Output.ShouldContain("Run dbt docs generate first.");
    }

    [Fact]
    public async Task Folders_of_assets_are_copied_beside_it_without_links()
    {
        _project.Write("dbt_project.yml", "name: shop\nprofile: p\nasset-paths: [pictures]\n");
        _project.Write("models/a.sql", "select 1 as id");
        _project.Write("pictures/inner/a.txt", "a");
        File.CreateSymbolicLink(Path.Combine(_project.Path, "pictures", "link.txt"), "/etc/hostname");

        await EngineCall.RunAsync(_project.Path, "docs generate");

        var copied = Path.Combine(_project.Path, "target", "pictures");
        File.ReadAllText(Path.Combine(copied, "inner", "a.txt")).ShouldBe("a");
        File.Exists(Path.Combine(copied, "link.txt")).ShouldBeFalse();
    }
}
