using System.Net;
using System.Net.Sockets;
using Headgate.Testing;

namespace Headgate.Dbt.Tests.Box;

/// <summary>What SQL may change of the engine, and whom it reaches besides files.</summary>
public sealed class SqlSettingsTests
{
    /// <summary>No package of Debian, NuGet or npm has an extension of DuckDB, so that none can be loaded in a test.</summary>
    private const string NoExtension = "an extension that the operator lists, loaded: none can be had from where packages come";

    public static TheoryData<string, string> Unlocking { get; } =
        FourWays.Of(
            "set enable_external_access = true",
            "reset lock_configuration",
            "set lock_configuration = false",
            "set allowed_directories = ['/']",
            "set temp_directory = 'DATA/journal'",
            "set home_directory = 'DATA'",
            "set secret_directory = 'DATA/keys'",
            "set extension_directory = 'DATA'",
            "set file_search_path = 'DATA'",
            "set memory_limit = '1TB'",
            "set threads = 1000",
            "pragma profiling_output = 'DATA/journal/x'"
        );

    public static TheoryData<string, string> Extensions { get; } =
        FourWays.Of(
            "install httpfs",
            "force install httpfs",
            "install x from community",
            "load sqlite",
            "load 'RUN/repository/evil.duckdb_extension'"
        );

    public static TheoryData<string, string> Secrets { get; } =
        FourWays.Of("create persistent secret s (type http, extra_http_headers map{'a': 'b'})", "from duckdb_secrets(redact=false)");

    [Attack("BOX-06")]
    [Theory]
    [MemberData(nameof(Unlocking))]
    public Task The_engine_cannot_be_unlocked(string way, string sql) => RefusedAsync(way, sql);

    [Attack("BOX-06")]
    [Theory]
    [InlineData("query-comment: \"*/ set enable_external_access = true; /*\"", "query comment contains illegal value")]
    [InlineData("on-run-start: [\"set enable_external_access = true\"]", Confinement.Box.EngineRefuses)]
    [InlineData("models: {shop: {+sql_header: \"set enable_external_access = true;\"}}", Confinement.Box.EngineRefuses)]
    public async Task The_engine_is_locked_before_the_very_first_statement(string key, string refusal)
    {
        using var run = new BoxedRun();
        run.Project("dbt_project.yml", $"name: shop\nversion: '1.0'\nprofile: p\n{key}\n");
        run.Project("models/fine.sql", "{{ config(materialized='table') }} select * from read_text('" + run.Data + "/bootstrap.json')");

        var (code, output) = await run.DbtAsync("run");

        code.ShouldNotBe(0, output);
        output.ShouldContain(refusal);
        run.ShouldBeSealed(output);
    }

    [Attack("BOX-06")]
    [Fact]
    public async Task Each_thread_has_the_lock()
    {
        using var run = new BoxedRun();
        run.Profiled("\"threads\": 4");
        for (var i = 0; i < 8; i++)
        {
            run.Project($"models/m{i}.sql", "{% do run_query(\"set threads = 2\") %} select 1 as a");
        }

        var (code, output) = await run.DbtAsync("run", "--select", "m0", "m1", "m2", "m3", "m4", "m5", "m6", "m7");

        code.ShouldBe(1, output);
        output.ShouldContain("ERROR=8");
        run.ShouldBeSealed(output);
    }

    [Attack("BOX-08", Lacks = NoExtension)]
    [Theory]
    [MemberData(nameof(Extensions))]
    public Task Extensions_are_neither_installed_nor_loaded(string way, string sql) => RefusedAsync(way, sql);

    [Attack("BOX-08", Lacks = NoExtension)]
    [Fact]
    public async Task A_file_in_the_place_of_extensions_is_not_loaded_and_a_profile_names_only_what_the_operator_lists()
    {
        using var run = new BoxedRun();
        using (var asked = new DuckDB.NET.Data.DuckDBConnection("Data Source=:memory:"))
        {
            asked.Open();
            using var command = asked.CreateCommand();
            command.CommandText =
                "select (select library_version from pragma_version()) || '/' || (select platform from pragma_platform())";
            run.Write($".duckdb/extensions/{command.ExecuteScalar()}/httpfs.duckdb_extension", "evil");
        }
        using var same = new BoxedRun();
        var (code, output) = await same.ExecuteAsync("show", "load httpfs");
        code.ShouldNotBe(0, output);
        output.ShouldContain(Confinement.Box.EngineRefuses);

        run.Profiled("\"extensions\": [\"httpfs\"]");
        (code, output) = await run.DbtAsync("run", "--select", "fine");
        code.ShouldNotBe(0, output);
        output.ShouldContain("HEADGATE_BOX_EXTENSIONS");

        // Listed, the box lets the name through, and it is DuckDB that finds no such file: the home folder is not where it looks.
        run.Variables["HEADGATE_BOX_EXTENSIONS"] = "httpfs";
        (code, output) = await run.DbtAsync("run", "--select", "fine");
        code.ShouldNotBe(0, output);
        output.ShouldNotContain("HEADGATE_BOX_EXTENSIONS");
        output.ShouldNotContain("evil");
    }

    [Attack("BOX-09", Lacks = NoExtension)]
    [Theory]
    [InlineData("from 'http://127.0.0.1:PORT/x.csv'")]
    [InlineData("from 'http://[::1]:PORT/x.csv'")]
    [InlineData("from read_text('http://127.0.0.1:PORT/x.csv')")]
    [InlineData("from read_csv('s3://127.0.0.1:PORT/x.csv')")]
    [InlineData("from read_csv('azure://127.0.0.1:PORT/x.csv')")]
    [InlineData("from read_csv('hf://127.0.0.1:PORT/x.csv')")]
    [InlineData("attach 'http://127.0.0.1:PORT/x.duckdb' as x")]
    [InlineData("copy (select 1 as a) to 'http://127.0.0.1:PORT/x.csv'")]
    public async Task No_address_is_reached_by_SQL(string sql)
    {
        using var receiver = new TcpListener(IPAddress.IPv6Any, 0);
        receiver.Server.DualMode = true;
        receiver.Start();
        var port = ((IPEndPoint)receiver.LocalEndpoint).Port;
        foreach (var way in (string[])["show", "model", "hook", "run-operation"])
        {
            using var run = new BoxedRun();

            var (code, output) = await run.ExecuteAsync(way, sql.Replace("PORT", $"{port}", StringComparison.Ordinal));

            code.ShouldNotBe(0, output);
            output.ShouldContain(Confinement.Box.EngineRefuses);
            run.ShouldBeSealed(output);
        }
        receiver.Pending().ShouldBeFalse();
    }

    [Attack("BOX-10")]
    [Theory]
    [MemberData(nameof(Secrets))]
    public Task The_engine_keeps_and_shows_no_secrets(string way, string sql) => RefusedAsync(way, sql);

    [Attack("BOX-10")]
    [Fact]
    public async Task No_secret_is_made_of_credentials_in_the_home_folder()
    {
        foreach (var way in (string[])["show", "model", "hook", "run-operation"])
        {
            using var run = new BoxedRun();
            run.Write(".aws/credentials", $"[default]\naws_access_key_id = {BoxedRun.Canary}\naws_secret_access_key = {BoxedRun.Canary}\n");

            var (code, output) = await run.ExecuteAsync(way, "create secret s (type s3, provider credential_chain)");
            var (_, shown) = await run.ExecuteAsync(way, "select secret_string from duckdb_secrets()");

            code.ShouldNotBe(0, output);
            (output + shown).ShouldNotContain(BoxedRun.Canary);
        }
    }

    [Attack("BOX-11")]
    [Theory]
    [InlineData("create view v as select * from read_text('DATA/bootstrap.json')", "select * from v")]
    [InlineData("create macro m() as table select * from read_text('DATA/bootstrap.json')", "select * from m()")]
    [InlineData("create macro s() as (select content from read_text('DATA/bootstrap.json'))", "select s()")]
    [InlineData("create macro m(q) as table from query(q)", "from m('from read_text(''DATA/bootstrap.json'')')")]
    public async Task What_was_left_in_the_warehouse_reads_no_file(string poison, string sql)
    {
        foreach (var way in (string[])["show", "model", "hook", "run-operation"])
        {
            using var run = new BoxedRun();
            run.Poison(poison);

            var (code, output) = await run.ExecuteAsync(way, sql);

            code.ShouldNotBe(0, output);
            output.ShouldContain(Confinement.Box.EngineRefuses);
            run.ShouldBeSealed(output);
        }
    }

    [Attack("BOX-11")]
    [Fact]
    public async Task The_catalog_reads_no_file_through_a_poisoned_view()
    {
        using var run = new BoxedRun();
        run.Poison("create view v as select * from read_text('DATA/bootstrap.json')");
        run.Project("models/sources.yml", "sources: [{name: main, tables: [{name: v}]}]");

        var (_, output) = await run.DbtAsync("docs", "generate");

        run.ShouldBeSealed(output);
    }

    private static async Task RefusedAsync(string way, string sql)
    {
        using var run = new BoxedRun();

        var (code, output) = await run.ExecuteAsync(way, sql);

        code.ShouldNotBe(0, output);
        output.ShouldContain(Confinement.Box.EngineRefuses);
        run.ShouldBeSealed(output);
    }
}
