using Headgate.Dbt.CommandLine;
using Headgate.Dbt.Confinement;
using Headgate.Dbt.Tests.Commands;
using Headgate.Dbt.Tests.Parsing;

namespace Headgate.Dbt.Tests.CommandLine;

public sealed class DotEnvFileTests : IDisposable
{
    private readonly ProjectFolder _folder = new();

    [Theory]
    [InlineData("A=b", "b")]
    [InlineData("  export A = b  # a comment", "b")]
    [InlineData("A=b#c", "b#c")]
    [InlineData("A='a # b\\n'", "a # b\\n")]
    [InlineData("A=\"first\\nsecond \\\"x\\\"\"", "first\nsecond \"x\"")]
    [InlineData("A='two\nlines'", "two\nlines")]
    [InlineData("A=", "")]
    [InlineData("# A=no\r\nA=b\r\n", "b")]
    [InlineData("A=1\nA=2", "2")]
    [InlineData("B=x\nA=${B}${SHELL_HAS}${NOTHING:-y}", "xsy")]
    [InlineData("A='unclosed\nA=b", "b")]
    [InlineData("A", null)]
    public void A_line_gives_a_variable_as_python_dotenv_reads_it(string text, string? value)
    {
        var environment = new Dictionary<string, string> { ["SHELL_HAS"] = "s" };

        DotEnvText.Read(text, environment).GetValueOrDefault("A").ShouldBe(value);
    }

    [Fact]
    public async Task Options_and_templates_see_the_file_and_the_shell_goes_before_it()
    {
        _folder.Write(".env", "DBT_TARGET=dev\nDBT_ENGINE_LOG_FORMAT=json\nWORD=from_file\nHOME=/nowhere\n");
        _folder.Write("models/m.sql", "select '{{ env_var('WORD') }}' as a");

        var call = await EngineCall.RunAsync(_folder.Path, "compile");

        call.ExitCode.ShouldBe(0, call.Output);
        call.Output.ShouldStartWith("{");
        File.ReadAllText(Path.Combine(_folder.Path, "target", "compiled", "shop", "models", "m.sql")).ShouldContain("from_file");
    }

    [Fact]
    public void The_nearest_file_above_counts_and_in_a_box_only_one_of_the_run_and_its_own_names()
    {
        _folder.Write(".env", "DBT_A=outside\n");
        _folder.Write("run/project/readme.md", "");
        var inner = Path.Combine(_folder.Path, "run", "project");
        var none = new Dictionary<string, string>();
        var box = new Headgate.Dbt.Confinement.Box { Root = RealPath.Of(Path.Combine(_folder.Path, "run"))! };

        DotEnvFile.Add(none, inner, box: null)["DBT_A"].ShouldBe("outside");
        var disabled = new Dictionary<string, string> { ["PYTHON_DOTENV_DISABLED"] = "True" };
        DotEnvFile.Add(disabled, inner, box: null).ShouldBe(disabled);
        DotEnvFile.Add(none, inner, box).ShouldBeEmpty();

        _folder.Write(
            "run/.env",
            "DBT_A=inside\nDBT_CLOUD_RUN_ID=7\nDBT_ENV_CUSTOM_ENV_X=x\nHOME=/elsewhere\nGIT_SSH_COMMAND=x\nHEADGATE_BOX_ROOT=/\n"
        );
        DotEnvFile.Add(none, inner, box).ShouldBe(new Dictionary<string, string> { ["DBT_A"] = "inside" });

        // Nothing of a secret comes in under another name, no option is given behind the back of whoever judged the run, and no secret is named.
        var secrets = new Dictionary<string, string>
        {
            ["DBT_ENV_SECRET_HEADGATE_PASSWORD"] = "s3cret",
            ["DBT_ENV_PRIVATE_GIT_PROVIDER_INFO"] = "t0ken",
        };
        _folder.Write(
            "run/.env",
            "DBT_X=${DBT_ENV_SECRET_HEADGATE_PASSWORD}\nDBT_Y=a${DBT_ENV_PRIVATE_GIT_PROVIDER_INFO:-b}\nDBT_FULL_REFRESH=1\nDBT_ENGINE_DEFER=1\nDBT_TARGET=x\n"
                + "DBT_DEFER_TO_STATE=1\nDBT_ENV_SECRET_Y=PASS\n"
        );
        DotEnvFile
            .Add(secrets, inner, box)
            .Where(v => !secrets.ContainsKey(v.Key))
            .ToDictionary()
            .ShouldBe(new Dictionary<string, string> { ["DBT_X"] = "", ["DBT_Y"] = "ab" });

        File.Delete(Path.Combine(_folder.Path, "run", ".env"));
        File.CreateSymbolicLink(Path.Combine(_folder.Path, "run", ".env"), Path.Combine(_folder.Path, ".env"));
        DotEnvFile.Add(none, inner, box).ShouldBeEmpty();
    }

    public void Dispose() => _folder.Dispose();
}
