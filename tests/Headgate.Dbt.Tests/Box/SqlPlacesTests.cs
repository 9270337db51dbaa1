using Headgate.Testing;

namespace Headgate.Dbt.Tests.Box;

/// <summary>What SQL may read and write, by DuckDB's own settings alone.</summary>
public sealed class SqlPlacesTests
{
    public static TheoryData<string, string> Readers { get; } =
        FourWays.Of(
            "from read_text('DATA/bootstrap.json')",
            "from read_blob('DATA/keys/tokens.key')",
            "from read_csv('DATA/bootstrap.json')",
            "from read_json('DATA/bootstrap.json')",
            "from read_json_objects('DATA/bootstrap.json')",
            "from read_ndjson('DATA/bootstrap.json')",
            "from read_parquet('DATA/bootstrap.json')",
            "from parquet_metadata('DATA/bootstrap.json')",
            "from parquet_schema('DATA/bootstrap.json')",
            "from sniff_csv('/etc/passwd')",
            "from glob('DATA/keys/*')",
            "from read_duckdb('DATA/warehouse/payroll.duckdb')",
            "from 'DATA/bootstrap.json'",
            "from read_text(['RUN/repository/models/fine.sql', 'DATA/bootstrap.json'])"
        );

    public static TheoryData<string, string> Decorated { get; } =
        FourWays.Of(
            "from read_text('RUN/../../keys/tokens.key')",
            "from read_text('RUN/./.././../keys/tokens.key')",
            "from read_text('RUN/*/../../../keys/tokens.key')",
            "from read_text('file:DATA/bootstrap.json')",
            "from read_text('file://DATA/bootstrap.json')",
            "from read_text('~/bootstrap.json')",
            "from read_text('/DATA/bootstrap.json')",
            "from read_text('RUN1/repository/models/other.sql')",
            "from read_text('/proc/self/cwd/../../../bootstrap.json')",
            "from read_text('DATA/runs/5001/repository/models/other.sql')"
        );

    public static TheoryData<string, string> Writers { get; } =
        FourWays.Of(
            "copy (select 1 as a) to 'DATA/journal/0001.jsonl'",
            "copy (select 1 as a) to 'DATA/keys/new.key'",
            "copy (select 1 as a) to 'DATA/headgate.db' (use_tmp_file false)",
            "copy (select 1 as a, 2 as b) to 'DATA/journal/parts' (format parquet, partition_by (a))",
            "copy (select 1 as a) to 'DATA/journal/threads' (format csv, per_thread_output)",
            "export database 'DATA/x'",
            "copy (select 1 as a) to '/dev/stdout'"
        );

    public static TheoryData<string, string> Attachments { get; } =
        FourWays.Of(
            "attach 'DATA/warehouse/payroll.duckdb'",
            "attach 'DATA/warehouse/payroll.duckdb' as p (read_only)",
            "attach if not exists 'DATA/warehouse/payroll.duckdb' as p",
            "attach 'DATA/headgate.db' as p (type sqlite)",
            "attach 'DATA/warehouse/payroll.duckdb' as p; copy from database p to sales"
        );

    public static TheoryData<string, string> Neighbours { get; } =
        FourWays.Of(
            "attach 'DATA/warehouse/new.duckdb'",
            "attach 'DATA/warehouse/sales.duckdb2' as p",
            "attach 'DATA/warehouse/sales.duckdb.bak' as p",
            "attach 'DATA/warehouse/.x' as p",
            "copy (select 1 as a) to 'DATA/warehouse/sales.duckdb'"
        );

    public static TheoryData<string, string> OfTheProcess { get; } =
        FourWays.Of("from read_text('/proc/self/environ')", "from read_text('/proc/1/environ')", "from read_blob('/dev/fd/0')");

    public static TheoryData<string, string> OtherRuns { get; } =
        FourWays.Of(
            "from read_text('RUN/../5001/state/manifest.json')",
            "from glob('RUN/../6000/*')",
            "from read_text('DATA/artifacts/6000/manifest.json')"
        );

    [Attack("BOX-01")]
    [Theory]
    [MemberData(nameof(Readers))]
    public Task Files_outside_are_not_read_by_SQL(string way, string sql) => RefusedAsync(way, sql);

    [Attack("BOX-02")]
    [Theory]
    [MemberData(nameof(Decorated))]
    public Task The_same_files_are_not_read_by_decorated_paths(string way, string sql) => RefusedAsync(way, sql);

    [Attack("BOX-03")]
    [Theory]
    [MemberData(nameof(Writers))]
    public Task No_file_outside_is_written_by_SQL(string way, string sql) => RefusedAsync(way, sql);

    [Attack("BOX-04")]
    [Theory]
    [MemberData(nameof(Attachments))]
    public Task The_warehouse_of_another_project_is_not_attached(string way, string sql) => RefusedAsync(way, sql);

    [Attack("BOX-05")]
    [Theory]
    [MemberData(nameof(Neighbours))]
    public Task No_file_comes_beside_the_own_warehouse(string way, string sql) => RefusedAsync(way, sql);

    [Attack("BOX-30")]
    [Theory]
    [MemberData(nameof(OfTheProcess))]
    public Task The_process_is_not_seen_by_SQL(string way, string sql) => RefusedAsync(way, sql);

    [Attack("BOX-42")]
    [Theory]
    [MemberData(nameof(OtherRuns))]
    public Task Other_runs_are_not_read_by_SQL(string way, string sql) => RefusedAsync(way, sql);

    [Theory]
    [InlineData("show")]
    [InlineData("model")]
    [InlineData("hook")]
    [InlineData("run-operation")]
    public async Task Without_the_box_the_same_text_reads_the_servers_token(string way)
    {
        using var run = new BoxedRun(boxed: false);

        var (code, output) = await run.ExecuteAsync(way, "from read_text('DATA/bootstrap.json')");

        code.ShouldBe(0, output);
        output.ShouldContain(BoxedRun.Canary);
    }

    [Theory]
    [InlineData("from read_text('RUN/repository/models/fine.sql')")]
    [InlineData("copy (select 1 as a) to 'RUN/repository/target/out.csv'")]
    [InlineData("attach 'RUN/repository/target/own.duckdb' as own")]
    [InlineData("create or replace table kept as select 2 as id")]
    [InlineData("from glob('RUN/repository/models/*')")]
    public async Task In_the_box_a_project_still_has_its_folder_and_its_warehouse(string sql)
    {
        using var run = new BoxedRun();
        Directory.CreateDirectory(Path.Combine(run.Repository, "target"));

        var (code, output) = await run.ExecuteAsync("run-operation", sql);

        code.ShouldBe(0, output);
        run.ShouldBeSealed(output);
    }

    private static async Task RefusedAsync(string way, string sql)
    {
        using var run = new BoxedRun();

        var (code, output) = await run.ExecuteAsync(way, sql);

        code.ShouldNotBe(0, output);
        output.ShouldNotContain("salaries");
        output.ShouldContain(Confinement.Box.EngineRefuses);
        run.ShouldBeSealed(output);
    }
}
