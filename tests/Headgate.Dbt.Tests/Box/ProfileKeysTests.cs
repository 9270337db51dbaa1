using Headgate.Testing;

namespace Headgate.Dbt.Tests.Box;

/// <summary>Keys of a profile, as extended attributes bring them, and what the box allows of them.</summary>
public sealed class ProfileKeysTests
{
    [Attack("BOX-19")]
    [Theory]
    [InlineData("path", "\"path\": \"DATA/warehouse/payroll.duckdb\"")]
    [InlineData("path", "\"path\": \"../../../warehouse/payroll.duckdb\"")]
    [InlineData("attach", "\"attach\": [{\"path\": \"DATA/warehouse/payroll.duckdb\"}]")]
    [InlineData("attach", "\"attach\": [{\"path\": \"DATA/warehouse/payroll.duckdb\", \"read_only\": true}]")]
    [InlineData("attach", "\"attach\": [{\"path\": \"https://127.0.0.1/x.duckdb\"}]")]
    [InlineData("HEADGATE_BOX_EXTENSIONS", "\"extensions\": [\"httpfs\"]")]
    [InlineData("HEADGATE_BOX_EXTENSIONS", "\"extensions\": [{\"name\": \"x\", \"repo\": \"community\"}]")]
    [InlineData("HEADGATE_BOX_SETTINGS", "\"settings\": {\"enable_external_access\": true}")]
    [InlineData("HEADGATE_BOX_SETTINGS", "\"settings\": {\"temp_directory\": \"DATA/journal\"}")]
    [InlineData("config_options", "\"config_options\": {\"allow_unsigned_extensions\": true}")]
    [InlineData("allow_unsigned_extensions", "\"allow_unsigned_extensions\": true")]
    [InlineData("secrets", "\"secrets\": [{\"type\": \"s3\", \"provider\": \"credential_chain\"}]")]
    [InlineData("filesystems", "\"filesystems\": [{\"fs\": \"s3\"}]")]
    [InlineData("plugins", "\"plugins\": [{\"module\": \"os\"}]")]
    public async Task Keys_of_the_profile_that_reach_further_are_refused_by_name(string named, string keys)
    {
        using var run = new BoxedRun();
        run.Profiled(run.Placed(keys));

        var (code, output) = await run.DbtAsync("build");

        code.ShouldBe(2, output);
        output.ShouldContain(named);
        output.ShouldContain(Confinement.Box.EngineRefuses);
        run.ShouldBeSealed(output);
    }

    [Theory]
    [InlineData("\"path\": \"RUN/repository/own.duckdb\"")]
    [InlineData("\"path\": \":memory:\"")]
    [InlineData("\"extensions\": [\"json\", \"parquet\", \"icu\"]")]
    [InlineData("\"settings\": {\"TimeZone\": \"Asia/Tokyo\", \"default_null_order\": \"nulls_first\"}")]
    [InlineData("\"attach\": [{\"path\": \"RUN/repository/other.duckdb\", \"alias\": \"o\"}, {\"path\": \":memory:\", \"alias\": \"m\"}]")]
    public async Task In_the_box_a_profile_keeps_what_reaches_nothing_else(string keys)
    {
        using var run = new BoxedRun();
        run.Profiled(run.Placed(keys));

        var (code, output) = await run.DbtAsync("build");

        code.ShouldBe(0, output);
        run.ShouldBeSealed(output);
    }

    [Fact]
    public async Task A_setting_of_the_profile_holds_on_every_connection_of_the_box()
    {
        using var run = new BoxedRun();
        run.Profiled("\"threads\": 3, \"settings\": {\"TimeZone\": \"Asia/Tokyo\"}");

        var (_, output) = await run.ExecuteAsync("model", "select current_setting('TimeZone') as zone");

        output.ShouldContain("Asia/Tokyo");
    }

    [Fact]
    public async Task The_operator_allows_a_setting_and_the_box_holds_all_the_same()
    {
        using var run = new BoxedRun();
        run.Variables["HEADGATE_BOX_SETTINGS"] = "memory_limit";
        run.Profiled("\"settings\": {\"memory_limit\": \"300MB\"}");

        var (allowed, limit) = await run.ExecuteAsync("run-operation", "select current_setting('memory_limit') as l");
        var (code, output) = await run.ExecuteAsync("run-operation", "from read_text('DATA/bootstrap.json')");

        allowed.ShouldBe(0, limit);
        limit.ShouldContain("286.1 MiB");
        code.ShouldNotBe(0, output);
        run.ShouldBeSealed(output + limit);
    }

    [Fact]
    public async Task A_path_with_a_semicolon_is_a_file_and_no_option_of_the_database()
    {
        using var run = new BoxedRun();
        run.Profiled(run.Placed("\"path\": \"RUN/repository/own;allow_unsigned_extensions=true\""));

        var (code, output) = await run.ExecuteAsync("run-operation", "select current_setting('allow_unsigned_extensions') as unsigned");

        code.ShouldBe(0, output);
        output.ShouldContain("False");
        File.Exists(Path.Combine(run.Repository, "own;allow_unsigned_extensions=true")).ShouldBeTrue();
    }

    [Attack("BOX-19")]
    [Theory]
    [InlineData("repository/profiles.yml")]
    [InlineData("../../.dbt/profiles.yml")]
    public async Task Profiles_of_the_project_and_of_the_home_folder_are_not_read(string place)
    {
        using var run = new BoxedRun();
        run.Write(
            "runs/500/" + place,
            $"p: {{target: t, outputs: {{t: {{type: duckdb, schema: {BoxedRun.Canary}, path: {run.Data}/warehouse/payroll.duckdb}}}}}}"
        );
        if (place.StartsWith("..", StringComparison.Ordinal))
        {
            run.Variables.Remove("DBT_PROFILES_DIR");
        }

        var (code, output) = await run.DbtAsync("build");

        code.ShouldBe(place.StartsWith("..", StringComparison.Ordinal) ? 2 : 0, output);
        output.ShouldNotContain(BoxedRun.Canary);
    }
}
