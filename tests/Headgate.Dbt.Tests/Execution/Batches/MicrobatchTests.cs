using System.Text.Json.Nodes;
using Headgate.Dbt.Tests.Commands;
using Headgate.Dbt.Tests.Parsing;

namespace Headgate.Dbt.Tests.Execution.Batches;

/// <summary>Models of the strategy microbatch on DuckDB; the golden projects show them on PostgreSQL.</summary>
public sealed class MicrobatchTests : IDisposable
{
    private readonly ProjectFolder _project = new();

    public MicrobatchTests()
    {
        _project.Write("profiles.yml", "p: {target: dev, outputs: {dev: {type: duckdb, path: shop.duckdb, schema: main}}}");
        _project.Write(
            "seeds/raw.csv",
            "id,made\n1,2024-01-01 10:00:00\n2,2024-01-02 10:00:00\n3,2024-01-02 11:00:00\n4,2024-01-03 00:00:00\n"
        );
        _project.Write("models/events.sql", "{{ config(event_time='made') }} select * from {{ ref('raw') }}");
        Model("select id, made, {{ var('mark', 1) }} as mark from {{ ref('events') }}");
    }

    public void Dispose() => _project.Dispose();

    [Fact]
    public async Task Each_batch_reads_and_replaces_the_rows_of_its_time()
    {
        (await DbtAsync("build --event-time-start 2024-01-01 --event-time-end 2024-01-04")).Output.ShouldContain(
            "Batch 2 of 3 OK created batch 2024-01-02 of main.batched"
        );
        (
            await DbtAsync("run --select batched --event-time-start 2024-01-02 --event-time-end 2024-01-03 --vars \"{mark: 2}\"")
        ).ExitCode.ShouldBe(0);

        (await RowsAsync()).ShouldBe("1:1 2:2 3:2 4:1");
        var sql = await File.ReadAllTextAsync(
            Path.Combine(_project.Path, "target/compiled/shop/models/batched/batched_2024-01-02.sql"),
            TestContext.Current.CancellationToken
        );
        sql.ShouldContain("made >= '2024-01-02 00:00:00+00:00' and made < '2024-01-03 00:00:00+00:00'");
    }

    [Fact]
    public async Task A_batch_that_fails_leaves_the_others_and_is_all_that_a_retry_builds()
    {
        Model(
            "select id, made, {{ var('mark', 1) }} as mark from {{ ref('events') }} where (case when id = 3 and {{ var('mark', 1) }} = 1 then cast('x' || id as integer) else 1 end) = 1"
        );
        var first = await DbtAsync("build --event-time-start 2024-01-01 --event-time-end 2024-01-04");

        first.ExitCode.ShouldBe(1);
        first.Output.ShouldContain("[PARTIAL SUCCESS (2/3) in");
        (await RowsAsync()).ShouldBe("1:1 4:1");
        var batches = Batches();
        batches["failed"]!
            .AsArray()
            .Single()!
            .AsArray()
            .Select(m => m!.ToString())
            .ShouldBe(["2024-01-02T00:00:00+00:00", "2024-01-03T00:00:00+00:00"]);

        var again = await DbtAsync("retry --vars \"{mark: 2}\"");

        again.ExitCode.ShouldBe(0, again.Output);
        again.Output.ShouldContain("Batch 1 of 1 OK created batch 2024-01-02");
        Batches()["successful"]!.AsArray().Count.ShouldBe(3);
        (await RowsAsync()).ShouldBe("1:1 2:2 3:2 4:1");
    }

    [Fact]
    public async Task Without_its_first_batch_a_new_model_has_none()
    {
        Model("select id, made, cast('x' || id as integer) as mark from {{ ref('events') }}");

        var call = await DbtAsync("build --event-time-start 2024-01-01 --event-time-end 2024-01-04");

        call.ExitCode.ShouldBe(1);
        call.Output.ShouldContain("Batch 1 of 3 ERROR creating batch 2024-01-01");
        call.Output.ShouldContain("Batch 3 of 3 SKIP batch 2024-01-03");
        Batches()["failed"]!.AsArray().Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_model_goes_on_from_its_last_batches_and_begins_where_it_says()
    {
        var now = DateTime.UtcNow;
        Model(
            "select id, made, 1 as mark from {{ ref('events') }}",
            $"begin='{now.AddMonths(-3):yyyy-MM-dd}', batch_size='month', lookback=1"
        );

        (await DbtAsync("build")).Output.ShouldContain("Batch 4 of 4 OK");
        (await DbtAsync("build")).Output.ShouldContain("Batch 2 of 2 OK");
        (await DbtAsync("build --full-refresh")).Output.ShouldContain("Batch 4 of 4 OK");
    }

    [Fact]
    public async Task A_sample_narrows_every_reader()
    {
        _project.Write("models/plain.sql", "select * from {{ ref('events') }} e");

        (await DbtAsync("build --sample \"{start: 2024-01-02, end: 2024-01-03}\"")).ExitCode.ShouldBe(0);

        (await DbtAsync("show --inline-direct \"select count(*) as n from plain\" --output json")).Output.ShouldContain("\"n\": 2");
    }

    private void Model(string sql, string when = "begin='2024-01-01', batch_size='day'") =>
        _project.Write(
            "models/batched.sql",
            $"{{{{ config(materialized='incremental', incremental_strategy='microbatch', event_time='made', {when}) }}}}\n{sql}"
        );

    private Task<EngineCall> DbtAsync(string line) =>
        EngineCall.RunAsync(_project.Path, ["--no-use-colors", .. Words(line)], TestContext.Current.CancellationToken);

    private static IEnumerable<string> Words(string line) =>
        line.Split('"').SelectMany((part, i) => i % 2 == 1 ? [part] : part.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private async Task<string> RowsAsync()
    {
        var shown = await DbtAsync(
            "--quiet show --output json --inline-direct \"select string_agg(id || ':' || mark, ' ' order by id) as rows from batched\""
        );
        return JsonNode.Parse(shown.Output)!["show"]![0]!["rows"]!.ToString();
    }

    private JsonNode Batches() =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(_project.Path, "target", "run_results.json")))!["results"]!
            .AsArray()
            .Single(r => r!["unique_id"]!.ToString().EndsWith(".batched", StringComparison.Ordinal))!["batch_results"]!;
}
