namespace Headgate.Dbt.Tests.Box;

/// <summary>How the platform puts a call into the box, and that nothing else takes it out.</summary>
public sealed class BoxVariablesTests
{
    [Theory]
    [InlineData("HEADGATE_BOX_ROOT", "")]
    [InlineData("HEADGATE_BOX_ROOT", "runs/500")]
    [InlineData("HEADGATE_BOX_ROOT", "DATA/nothing")]
    [InlineData("HEADGATE_BOX_PATHS", "warehouse/sales.duckdb")]
    public async Task A_box_that_cannot_be_made_runs_nothing(string variable, string value)
    {
        using var run = new BoxedRun();
        run.Variables[variable] = run.Placed(value);

        var (code, output) = await run.DbtAsync("build");

        code.ShouldBe(2, output);
        output.ShouldContain($"The box of this run cannot be made: {variable}");
        Directory.Exists(Path.Combine(run.Repository, "target")).ShouldBeFalse();
    }

    [Theory]
    [InlineData("0")]
    [InlineData("false")]
    [InlineData("none")]
    public async Task No_value_of_the_switch_means_no_box(string value)
    {
        using var run = new BoxedRun();
        run.Variables["HEADGATE_BOX"] = value;

        var (code, output) = await run.ExecuteAsync("run-operation", "from read_text('DATA/bootstrap.json')");

        code.ShouldBe(1, output);
        run.ShouldBeSealed(output);
    }

    [Theory]
    [InlineData("repository/.env", "HEADGATE_BOX=\nHEADGATE_BOX_PATHS=/\n")]
    [InlineData(
        "repository/dbt_project.yml",
        "name: shop\nversion: '1.0'\nprofile: p\nflags: {headgate_box: false, box: false}\nvars: {HEADGATE_BOX: ''}\n"
    )]
    public async Task Files_of_the_project_do_not_switch_the_box_off(string file, string text)
    {
        using var run = new BoxedRun();
        run.Write("runs/500/" + file, text);

        var (code, output) = await run.ExecuteAsync("run-operation", "from read_text('DATA/bootstrap.json')");

        code.ShouldBe(1, output);
        run.ShouldBeSealed(output);
    }

    [Fact]
    public async Task A_listed_folder_is_read_and_written_by_sql()
    {
        using var run = new BoxedRun();
        run.Write("shared/in.csv", "a\n1\n");
        run.Variables["HEADGATE_BOX_PATHS"] += Path.PathSeparator + Path.Combine(run.Data, "shared");

        var (code, output) = await run.ExecuteAsync("run-operation", "copy (from read_csv('DATA/shared/in.csv')) to 'DATA/shared/out.csv'");

        code.ShouldBe(0, output);
        (await File.ReadAllTextAsync(Path.Combine(run.Data, "shared/out.csv"), TestContext.Current.CancellationToken)).ShouldBe("a\n1\n");
    }
}
