using System.Diagnostics;
using Headgate.Testing;

namespace Headgate.Dbt.Tests.Box;

/// <summary>Links of the project and files with further names, by the engine alone.</summary>
public sealed class LinkTests
{
    [Attack("BOX-21")]
    [Theory]
    [InlineData("models/a.sql", "DATA/keys/tokens.key")]
    [InlineData("seeds/x.csv", "/etc/passwd")]
    [InlineData("macros", "/")]
    [InlineData("dbt_packages/p", "DATA/runs/5001/repository")]
    [InlineData("logs", "DATA/journal")]
    [InlineData("target", "DATA/journal")]
    [InlineData("dbt_project.yml", "DATA/runs/5001/repository/dbt_project.yml")]
    [InlineData("docs/a", "../docs/b")]
    [InlineData("models/deep", "../../../../keys")]
    public async Task Symbolic_links_out_of_the_run_are_refused(string name, string target)
    {
        using var run = new BoxedRun();
        var link = Path.Combine(run.Repository, name);
        Directory.CreateDirectory(Path.GetDirectoryName(link)!);
        File.Delete(link);
        File.CreateSymbolicLink(link, run.Placed(target));
        if (name == "docs/a")
        {
            File.CreateSymbolicLink(Path.Combine(run.Repository, "docs/b"), "../docs/a");
        }

        var (code, output) = await run.DbtAsync("docs", "generate");

        code.ShouldBe(2, output);
        output.ShouldContain(Confinement.Box.CommandRefuses);
        output.ShouldContain(Path.GetDirectoryName(name)!);
        run.ShouldBeSealed(output);
    }

    [Fact]
    public async Task In_the_box_a_link_inside_the_run_is_followed()
    {
        using var run = new BoxedRun();
        run.Project("shared/one.sql", "select 1 as one");
        File.CreateSymbolicLink(Path.Combine(run.Repository, "models/linked.sql"), "../shared/one.sql");

        var (code, output) = await run.DbtAsync("run", "--select", "linked");

        code.ShouldBe(0, output);
    }

    [Attack("BOX-22")]
    [Theory]
    [InlineData("models/hard.sql")]
    [InlineData("target/hard.json")]
    [InlineData(".git/hooks/hard")]
    public async Task Hard_links_are_refused(string name)
    {
        using var run = new BoxedRun();
        await LinkAsync(Path.Combine(run.Data, "keys/tokens.key"), Path.Combine(run.Repository, name));

        var (code, output) = await run.ExecuteAsync("run-operation", $"from read_text('RUN/repository/{name}')");

        code.ShouldBe(2, output);
        output.ShouldContain("hard link");
        run.ShouldBeSealed(output);
    }

    [Attack("BOX-22")]
    [Fact]
    public async Task A_warehouse_with_a_second_name_is_refused()
    {
        using var run = new BoxedRun();
        File.Delete(run.Warehouse);
        await LinkAsync(Path.Combine(run.Data, "warehouse/payroll.duckdb"), run.Warehouse);

        var (code, output) = await run.ExecuteAsync("run-operation", "from payroll.salaries");

        code.ShouldBe(2, output);
        output.ShouldNotContain(BoxedRun.Canary);
    }

    [Attack("BOX-36")]
    [Fact]
    public async Task A_warehouse_path_that_became_a_link_is_refused()
    {
        using var run = new BoxedRun();
        File.Delete(run.Warehouse);
        File.CreateSymbolicLink(run.Warehouse, Path.Combine(run.Data, "warehouse/payroll.duckdb"));

        var (code, output) = await run.ExecuteAsync("run-operation", "from payroll.salaries");

        code.ShouldBe(2, output);
        output.ShouldContain("HEADGATE_BOX_PATHS");
        output.ShouldNotContain(BoxedRun.Canary);
    }

    [Attack("BOX-39")]
    [Fact]
    public async Task A_pipe_in_the_project_is_never_opened()
    {
        using var run = new BoxedRun();
        await ProgramAsync("mkfifo", Path.Combine(run.Repository, "models/pipe.sql"));

        var (code, output) = await run.DbtAsync("parse");

        code.ShouldBe(2, output);
        output.ShouldContain("pipe.sql");
    }

    private static Task LinkAsync(string file, string name)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(name)!);
        return ProgramAsync("ln", file, name);
    }

    private static async Task ProgramAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments))!;
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        process.ExitCode.ShouldBe(0);
    }
}
