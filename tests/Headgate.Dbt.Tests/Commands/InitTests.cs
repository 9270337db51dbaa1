using Headgate.Dbt.Commands;

namespace Headgate.Dbt.Tests.Commands;

public sealed class InitTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("headgate-init-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_new_project_builds_with_the_profile_that_was_asked_for()
    {
        Directory.CreateDirectory(Path.Combine(_folder, ".dbt"));
        var profiles = Path.Combine(_folder, ".dbt", "profiles.yml");
        await File.WriteAllTextAsync(profiles, "# mine\nother: {target: x}\n", TestContext.Current.CancellationToken);

        var made = await CallAsync(_folder, "2 bad\nshop\n9\n1\n\n\n2\n", "init");

        made.ExitCode.ShouldBe(0, made.Output);
        made.Output.ShouldContain("2 bad is not a valid project name.");
        made.Output.ShouldContain("Your new dbt project \"shop\" was created!");
        var text = await File.ReadAllTextAsync(profiles, TestContext.Current.CancellationToken);
        text.ShouldStartWith("# mine\nother: {target: x}\n\nshop:\n  target: dev\n");
        text.ShouldContain("path: dev.duckdb");
        text.ShouldContain("threads: 2");
        var built = await CallAsync(Path.Combine(_folder, "shop"), "", "build");
        built.ExitCode.ShouldBe(0, built.Output);
        built.Output.ShouldContain("Done. PASS=6 WARN=0 ERROR=0");
    }

    [Fact]
    public async Task Without_anyone_to_ask_a_name_and_the_project_alone_are_enough()
    {
        (await CallAsync(_folder, null, "init", "shop", "--skip-profile-setup")).ExitCode.ShouldBe(0);
        File.Exists(Path.Combine(_folder, "shop", "dbt_project.yml")).ShouldBeTrue();
        (await CallAsync(_folder, null, "init", "shop", "--skip-profile-setup")).Output.ShouldContain("already exists here");

        var asked = await CallAsync(_folder, null, "init", "other");
        asked.ExitCode.ShouldBe(2);
        asked.Output.ShouldContain("Nobody answers the question");
    }

    [Fact]
    public async Task A_profile_that_is_named_must_be_there()
    {
        var call = await CallAsync(_folder, null, "init", "shop", "--profile", "none");

        call.ExitCode.ShouldBe(2);
        call.Output.ShouldContain("Could not find profile named 'none'");
        Directory.Exists(Path.Combine(_folder, "shop")).ShouldBeFalse();
    }

    private async Task<EngineCall> CallAsync(string folder, string? input, params string[] words)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var process = new DbtProcess(output, errors, new Dictionary<string, string> { ["HOME"] = _folder }, folder, TimeProvider.System)
        {
            Input = input is null ? null : new StringReader(input),
        };
        var code = await DbtCommandLine.RunAsync(["--no-use-colors", .. words], process, TestContext.Current.CancellationToken);
        return new(code, output.ToString(), errors.ToString());
    }
}
