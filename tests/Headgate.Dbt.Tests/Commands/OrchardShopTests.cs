using System.Text.Json.Nodes;
using Headgate.Dbt.Artifacts;
using Headgate.Dbt.Tests.Golden;
using Headgate.Testing;

namespace Headgate.Dbt.Tests.Commands;

/// <summary>Every command on the sample project with a real database.</summary>
public sealed class OrchardShopTests
{
    [Fact]
    public async Task Build_succeeds_twice_and_each_artifact_has_the_published_form()
    {
        using var shop = new OrchardShop();

        var first = await shop.DbtAsync("build");
        var second = await shop.DbtAsync("build");

        first.ExitCode.ShouldBe(0, first.Output);
        second.ExitCode.ShouldBe(0, second.Output);
        second.Output.ShouldContain("Done. PASS=95 WARN=2 ERROR=0 SKIP=0 NO-OP=4 TOTAL=101");
        var results = ReadResults(shop);
        results.Results.Count.ShouldBe(101);
        results.Results.Select(r => r.UniqueId).ShouldBeUnique();
        results.Args["which"].ShouldBe("build");
        CheckSchema(shop, "run_results.json", "run-results-v6.json");
        CheckSchema(shop, "manifest.json", "manifest-v12.json");
    }

    [Fact]
    public async Task Each_command_does_its_part()
    {
        using var shop = new OrchardShop();

        (await shop.DbtAsync("deps")).ExitCode.ShouldBe(0);
        (await shop.DbtAsync("parse")).Output.ShouldContain("Performance info: ");
        (await shop.DbtAsync("seed")).Output.ShouldContain("OK loaded seed file shop_lists.varieties");
        (await shop.DbtAsync("run")).Output.ShouldContain("OK created sql incremental model shop_marts.fct_orders");
        (await shop.DbtAsync("snapshot")).Output.ShouldContain("OK snapshotted shop_history.prices_history");
        (await shop.DbtAsync("test")).Output.ShouldContain("Done. PASS=62 WARN=2 ERROR=0");
        (await shop.DbtAsync("source freshness")).ExitCode.ShouldBe(0);
        (await shop.DbtAsync("docs generate")).Output.ShouldContain("Catalog written to ");
        (await shop.DbtAsync("compile --select dim_outlets")).Output.ShouldContain("Compiled node 'dim_outlets' is:");
        (await shop.DbtAsync("show --select dim_outlets --limit 1")).Output.ShouldContain("| outlet_id | outlet_name");
        (await shop.DbtAsync("debug")).Output.ShouldContain("All checks passed!");
        (await shop.DbtAsync("ls --select dim_outlets --output name --quiet --resource-type model")).Output.Trim().ShouldBe("dim_outlets");
        CheckSchema(shop, "sources.json", "sources-v3.json");
        CheckSchema(shop, "catalog.json", "catalog-v1.json");
        (await shop.DbtAsync("clean")).Output.ShouldContain("Finished cleaning all paths.");
        Directory.Exists(shop.Artifact("")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_failure_skips_what_is_below_it_and_retry_takes_it_up_again()
    {
        using var shop = new OrchardShop();
        (await shop.DbtAsync("seed")).ExitCode.ShouldBe(0);
        var model = Directory.GetFiles(shop.Folder, "stg_products.sql", SearchOption.AllDirectories).Single();
        var right = File.ReadAllText(model);
        File.WriteAllText(model, "select no_such_column from {{ ref('products') }}");

        var failed = await shop.DbtAsync("run");

        failed.ExitCode.ShouldBe(1);
        var results = ReadResults(shop).Results;
        results.Single(r => r.Status == "error").UniqueId.ShouldBe("model.orchard_shop.stg_products");
        results.Where(r => r.Status == "skipped").Select(r => r.UniqueId).ShouldContain("model.orchard_shop.dim_products");
        failed.Output.ShouldContain("Failure in model stg_products (models/staging/stg_products.sql)");

        File.WriteAllText(model, right);
        var again = await shop.DbtAsync("retry");

        again.ExitCode.ShouldBe(0, again.Output);
        var repeated = ReadResults(shop).Results.Where(r => r.UniqueId.StartsWith("model.", StringComparison.Ordinal)).ToList();
        repeated.Count.ShouldBe(results.Count(r => r.Status is "error" or "skipped"));
    }

    [Fact]
    public async Task A_call_that_is_cancelled_writes_its_artifacts_and_leaves_the_database_free()
    {
        using var shop = new OrchardShop();
        (await shop.DbtAsync("seed")).ExitCode.ShouldBe(0);
        File.WriteAllText(
            Path.Combine(shop.Folder, "models", "endless.sql"),
            "{{ config(materialized='table') }} select count(*) as n from range(10000000) a, range(10000000) b where a.range * b.range % 7 = 3"
        );
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var running = EngineCall.RunAsync(
            shop.Folder,
            ["run", "--no-use-colors", "--select", "endless", "stg_products"],
            cancellation.Token
        );
        await Until.HoldsAsync(
            () => LogOf(shop).Contains("START sql table model shop.endless", StringComparison.Ordinal),
            "the endless model has started",
            TestContext.Current.CancellationToken
        );
        var call = await CancelAsync(running, cancellation);

        call.ExitCode.ShouldBe(2);
        call.Output.ShouldContain("CANCEL query model.orchard_shop.endless");
        File.Exists(shop.Artifact("run_results.json")).ShouldBeTrue();
        var after = await shop.DbtAsync("run --select stg_products");
        after.ExitCode.ShouldBe(0, after.Output);
    }

    private static async Task<EngineCall> CancelAsync(Task<EngineCall> running, CancellationTokenSource cancellation)
    {
        await cancellation.CancelAsync();
        return await running;
    }

    private static string LogOf(OrchardShop shop)
    {
        var path = Path.Combine(shop.Folder, "logs", "dbt.log");
        if (!File.Exists(path))
        {
            return "";
        }
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static RunResults ReadResults(OrchardShop shop)
    {
        using var stream = File.OpenRead(shop.Artifact("run_results.json"));
        return ArtifactFile.ReadRunResults(stream);
    }

    private static void CheckSchema(OrchardShop shop, string artifact, string schema)
    {
        var rules = JsonNode.Parse(File.ReadAllText(GoldenData.SchemaOf(schema)))!.AsObject();
        SchemaCheck.Errors(JsonNode.Parse(File.ReadAllText(shop.Artifact(artifact))), rules).ShouldBeEmpty();
    }
}
